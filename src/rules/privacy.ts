const CHINESE_MOBILE = /(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3}-?)(\d{3,4})(\d{4})(?!\d)/g;

/** A phone number as a group may see it: 138****8000. Anything that is no number stays as it is. */
export function maskPhone(phone: string): string {
  return phone.replace(CHINESE_MOBILE, "$1****$3").replace(LANDLINE, "$1****$3");
}

/** Masks every phone number inside a text, also those written with spaces or dashes (design §5). */
export function maskPhonesIn(text: string): string {
  const joined = text.replace(/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, (found) =>
    found.replace(/[ -]/g, ""),
  );
  return maskPhone(joined);
}
