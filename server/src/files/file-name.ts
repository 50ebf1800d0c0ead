import { longestFileName } from '@tendero/model'

/** Signs that hide or turn around what follows, control characters, and lone halves of characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/**
 * A name as files are called here: without folders and unseen signs, its ending kept when it must be cut.
 * @example fileName('C:\\reports\\Q3.pdf') //=> 'Q3.pdf'
 */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const name = last.replace(unseen, '').trim().replace(/^\.+/, '')
  if (name === '') return 'file'
  if (name.length <= longestFileName) return name
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? ''
  return name.slice(0, longestFileName - ending.length).toWellFormed() + ending
}
