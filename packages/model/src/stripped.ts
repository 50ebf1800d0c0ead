/**
 * A text without certain signs at its beginning and its end. A pattern that ends with `+$` would look at every run of them
 * within the text again and again.
 * @example stripped("''it's''", "'") //=> "it's"
 */
export function stripped(text: string, signs: string): string {
  let [from, to] = [0, text.length]
  while (from < to && signs.includes(text.charAt(from))) from += 1
  while (to > from && signs.includes(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}
