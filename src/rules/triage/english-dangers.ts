import type { PlainDanger } from "./plain-dangers.js";

const CHILD =
  "child|kid|baby|toddler|infant|boy|girl|son|daughter|children|kids|year[- ]old|grandson|granddaughter";
const ELDER = "mother|father|mom|mum|dad|grandma|grandpa|grandmother|grandfather|granny|parents";
const SOMEBODY = `${CHILD}|${ELDER}|man|woman|lady|guy|person|someone|somebody|people|husband|wife|neighbou?r|worker|cleaner|guard|he|she|we|they|i`;
const LIFT = "(?:lift|elevator)";

const plain = (danger: PlainDanger["danger"], ...sources: readonly string[]): PlainDanger => ({
  danger,
  pattern: new RegExp(sources.join("|")),
});

/** Dangers told in plain English. Courtesies around them weigh much where the corpus has few English rows. */
export const ENGLISH_DANGERS: readonly PlainDanger[] = [
  plain(
    "drowning",
    "\\bdrowning\\b(?! (?:in (?:paper|work|debt|mail)|out))",
    `\\b(?:${SOMEBODY})\\b.{0,20}\\b(?:fell|fallen|falls|slipped|jumped) (?:in|into) (?:the|our|a) (?:pond|lake|pool|river|water|fountain)`,
    "\\b(?:in|from|out of) the (?:pond|lake|pool|river|water|fountain)\\b.{0,30}(?:not (?:moving|breathing)|struggling|can't swim|can not swim)",
  ),
  plain(
    "poison",
    `\\b(?:${SOMEBODY})\\b.{0,24}\\bswallow(?:ed|s|ing)?\\b.{0,40}(?:pill|tablet|medic|batter|bleach|detergent|cleaner|coin|poison|magnet|something)`,
    "\\b(?:drank|drunk|drinking|ate|eaten|eating)\\b.{0,24}(?:bleach|detergent|cleaner|poison|pesticide|drain opener)",
    "\\btook\\b.{0,12}(?:too many|a whole|the whole|a handful|all (?:the|of|my|his|her))\\b.{0,16}(?:pill|tablet|bottle of|medic)|overdosed",
  ),
  plain(
    "battery",
    "\\bbatter(?:y|ies)\\b.{0,24}(?:swollen|swelled|swelling|bulging|smoking|is smoke|on fire|hissing|burning hot)",
  ),
  plain(
    "fire",
    "\\bon fire\\b|\\bcaught fire\\b|\\bthere(?:'s| is) (?:a )?fire\\b(?! (?:drill|alarm|door|exit|ext))|\\ba fire (?:in|on|at)\\b",
    "\\b(?:black|thick|white|heavy|lots? of|full of|there(?:'s| is)|see) (?:a lot of )?smoke\\b|\\bsmoke (?:is )?(?:coming|pouring|billowing|everywhere|filling)",
    "\\b(?:something|it|socket|plug|wire)s? (?:is|are) (?:burning|smoking)\\b|\\bsmell(?:s|ing)? (?:of |like )?(?:something )?(?:is )?burning|\\bburn(?:ing|t) (?:smell|plastic)",
  ),
  plain(
    "gas",
    "\\bsmell(?:s|ed|ing)?\\b.{0,20}\\bgas\\b(?! (?:bill|meter|card|station))",
    "\\bgas\\b.{0,6}\\b(?:smell|odou?r|leak)",
    "\\bgas (?:alarm|detector)\\b.{0,24}\\b(?:beep|ring|going off|sounding|won't stop|screaming)",
  ),
  plain(
    "lift",
    `\\b(?:stuck|trapped|locked|caught) (?:in|inside) (?:the |an? |this |our |your )?${LIFT}`,
    `\\b(?:in|inside) the ${LIFT}\\b.{0,50}(?:stopped|stuck|door.{0,12}(?:won't|will not|don't|do not|doesn't|not|can't) open|can't get out|cannot get out)`,
    `\\b${LIFT}\\b.{0,40}(?:stuck|stopped|won't open|will not open|not open).{0,24}\\b(?:inside|in it|trapped)\\b`,
  ),
  plain(
    "medical",
    `\\b(?:${SOMEBODY})\\b.{0,40}(?:collapsed|fainted|passed out|unconscious|unresponsive|(?:isn't|not|stopped) (?:responding|breathing|moving)|can't breathe|cannot breathe|won't wake|chok(?:ing|ed)|having a (?:stroke|seizure|heart attack)|(?:has|have|having) (?:\\w+ )?chest pain|bleeding)`,
    "\\b(?:call|need|send) an ambulance",
  ),
  plain(
    "stuck",
    "\\b(?:head|arm|hand|finger|leg|foot|neck)s? (?:is |are |got |gets? |has |was |has been )?(?:\\w+ )?(?:stuck|trapped|caught|jammed) (?:in|between|under|inside)",
  ),
  plain(
    "height",
    `\\b(?:${SOMEBODY})\\b.{0,20}\\b(?:sitting|standing|climb\\w*|hanging|walking)\\b.{0,20}(?:edge of the roof|roof edge|\\bledge\\b|on the (?:roof|parapet)|outside the (?:window|railing|balcony)|window ?sill)`,
    "\\b(?:going|about|threatening|wants?) to jump\\b",
  ),
  plain(
    "violence",
    "\\b(?:beating|hitting|attacking|threatening|strangling|choking) (?:her|him|me|his|my|the (?:kid|child|woman|guard))\\b|\\bbeing (?:beaten|attacked|robbed|followed)",
    "\\b(?:man|someone|somebody|stranger|guy|he|people|they|men)\\b.{0,16}\\b(?:trying|tries) to (?:open|break|force|enter|get in).{0,16}\\b(?:door|in|window|flat|home)\\b",
    "\\b(?:is|are) (?:breaking in|fighting|following me)|\\bhas a (?:knife|gun)|\\bwith a (?:knife|gun)\\b|\\bwon't (?:leave|go away)\\b.{0,12}\\balone\\b",
  ),
  plain(
    "lockedIn",
    `\\b(?:${CHILD}|${ELDER})\\b.{0,24}\\block(?:ed|s)\\b.{0,20}\\b(?:in|inside)\\b`,
    `\\block(?:ed)? (?:my |the |our |his |her )(?:${CHILD}|${ELDER})\\b.{0,12}\\b(?:in|inside)\\b`,
    `\\b(?:${CHILD})\\b.{0,12}\\b(?:alone )?(?:inside|in the (?:car|room|flat|house))\\b.{0,30}\\b(?:door|lock|keys?)\\b`,
  ),
  plain(
    "welfare",
    `\\b(?:${ELDER}|neighbou?r|old (?:man|lady|woman)|elderly)\\b.{0,50}(?:isn't|not|doesn't|won't) (?:answer|pick)`,
    `\\b(?:haven't|have not|hasn't|not) (?:been )?(?:seen|heard from)\\b.{0,40}\\b(?:neighbou?r|old (?:man|lady|woman)|him|her)\\b.{0,24}\\b(?:days?|since)\\b`,
  ),
  plain(
    "missingPerson",
    `\\b(?:${CHILD}|${ELDER})\\b.{0,50}(?:hasn't|has not|haven't|didn't|did not|never) (?:come|came|returned|return|been|got|made it) (?:back|home)`,
    `\\b(?:${CHILD}|${ELDER})\\b.{0,50}(?:can't|cannot|can not|couldn't) find (?:him|her|them)`,
    `\\b(?:can't|cannot|can not|couldn't) find my (?:\\w+ )?(?:${CHILD}|${ELDER})\\b`,
    `\\b(?:${CHILD}|${ELDER})\\b.{0,12}(?:is |has |went |gone )(?:\\w+ )?(?:missing|disappeared|wandered off)`,
  ),
  plain(
    "flood",
    "\\b(?:pipe|hose|boiler|heater|radiator|valve|tap)s?\\b.{0,20}\\b(?:has |just )*(?:burst|broke off|exploded)",
    "\\bwater\\b.{0,12}\\b(?:pouring|gushing|everywhere|flooding|spraying|streaming)|\\b(?:is|are|getting) flood(?:ed|ing)\\b",
  ),
  plain(
    "electric",
    "\\b(?:is|are|keeps?|started|making|see) (?:\\w+ )?spark(?:ing|s)\\b|\\bsparks (?:from|coming|out|fly)",
    "\\b(?:got|gets|getting|gave|gives|received)\\b.{0,12}electric(?:al)? shock|electrocut",
  ),
  plain(
    "falling",
    "\\b(?:window|glass|tiles?|bricks?|panel|facade|sign|pane|cladding)\\b.{0,24}(?:about to (?:fall|come)|falling (?:off|from|down)|hanging (?:loose|by))",
    "\\bthrowing .{1,24}(?:from|out of|off) .{0,12}(?:window|balcony|floor)",
  ),
  plain(
    "structure",
    "\\b(?:ceiling|wall|roof|floor|scaffold\\w*|ground)\\b.{0,24}(?:collaps|cav(?:ed|ing) in|giving way)",
  ),
];
