/** What to do about a weak password, by zxcvbn's names. Those that say little more than another are left out. */
const advice = new Map([
  ['l33t', 'Swapping letters for look-alikes such as @ for a does not help much.'],
  ['reverseWords', 'Words spelled backwards are easy to guess.'],
  ['allUppercase', 'Capitals alone do not help.'],
  ['capitalization', 'A capital first letter does not help much.'],
  ['dates', 'Leave out dates that have to do with you.'],
  ['recentYears', 'Leave out recent years.'],
  ['associatedYears', 'Leave out years that have to do with you.'],
  ['sequences', 'Leave out sequences such as abcd or 1234.'],
  ['repeated', 'Leave out repeated words and characters.'],
  ['longerKeyboardPattern', 'Leave out patterns on the keyboard.'],
]);

export function passwordAdvice(suggestions: string[]): string[] {
  const specific = suggestions.flatMap((name) => advice.get(name) ?? []).slice(0, 1);
  return [...specific, 'Several words that do not belong together make a good one.'];
}
