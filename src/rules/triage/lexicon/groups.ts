/**
 * Word classes and cues that mean nearly the same to the question what kind of message it is. A rare class
 * learns from its group.
 */
export const GROUPS = {
  thing: "water drain lamp power lift door heat building grounds",
  staff: "guard office ours ourPeople",
  others: "neighbours anyOther others",
  defect: "leak clog broken dead unruly",
  nuisance: "noise smell squatting order crowded dirt",
  blame: "complain why manners negligence unfair disgust rhetorical",
  fedUp: "fedup angry",
  repetition: "manyTimes longTime times everyTime excuse",
  promiseGiven: "promise promised",
  wish: "help give arrange politeWish canYou wantTo",
  paper: "paperwork permits lendFetch openUp lookUp careFor lostFound service errands",
  asking:
    "askPolitely question askWhat askHow askMuch askWhether openingHours howToGetDone meaning howTo howMuch whereWho allowed endsAsking",
  proposal: "suggestWord hopeFor propose addThing install otherPlaces canWeAdd",
  praising: "praiseWord goodPerson kindDeed goodResult thanks",
  wasReported: "reported ticket myReport reportedThing",
  chasing: "askComing notYetDone askStand chaseWord whenCome didYou notYet",
  replying: "answer supplement reschedule selfSolved answerStart neednot",
  chat: "greeting courtesy fun wishes mistake",
  unwanted: "advert injection url",
  alarm: "fire gas trapped flood electric medical violence missing falling structure",
  money: "fees money",
} as const;
