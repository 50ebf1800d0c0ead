/**
 * The beginning of a text of a file as the database can keep it: a file may hold NUL and halves of characters, and
 * cutting may make some.
 * @param longest in UTF-16 units
 * @example keptText('ab\0c', 3) //=> 'ab\ufffd'
 */
export function keptText(text: string, longest: number): string {
  const end = /[\ud800-\udbff]/.test(text[longest - 1] ?? '') && text.length > longest ? longest - 1 : longest
  return text.slice(0, end).replace(unkeepable, '\ufffd')
}

const unkeepable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
