/** A number plate, the letter after the province included; new-energy plates have one sign more. */
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][ ·.-]?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])/g;

/** A parking place: B区37号, 车位117, A117车位. */
const BAY = /[A-Za-z]\s?[区區]\s?-?\d{1,4}\s?[号號]?|车位\s?[A-Za-z]?-?\d{1,4}|[A-Za-z]?-?\d{1,4}\s?号?车位/g;

function named(text: string): string[] {
  return [...text.matchAll(PLATE), ...text.matchAll(BAY)].map(([words]) =>
    words.toUpperCase().replace(/[\s·.-]|车位|[号號]/g, ""),
  );
}

/** Whether a text names a car by its plate, or a parking place. */
export function namesVehicle(text: string): boolean {
  return named(text).length > 0;
}

/** Whether two texts name the same car or the same parking place. */
export function sameVehicle(one: string, other: string): boolean {
  const known = named(other);
  return named(one).some((name) => known.includes(name));
}
