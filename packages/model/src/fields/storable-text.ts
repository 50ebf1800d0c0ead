import { bad, type Invalid } from '../field-type.ts'

/**
 * What keeps a text out of the database: control characters (tab and line breaks are none here), halves of characters.
 * @returns undefined for a text that can be kept
 */
export function refusedText(text: string): Invalid | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text)) return bad('control_characters')
  return text.isWellFormed() ? undefined : bad('not_text')
}
