import type { ImportProblem } from '@tendero/model/api'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldProblemWords } from '../../kernel/problems.ts'
import { useImportWords } from '../words.ts'

/** Why a row was refused, in words. */
export function useProblemWords(): (problem: Pick<ImportProblem, 'code' | 'details'>) => string {
  const words = useWords()
  const own = useImportWords()
  const format = useFormat()
  return ({ code, details }) => {
    if (code === 'duplicate_in_file' && details?.row !== undefined)
      return own.duplicateOf(format.number(Number(details.row)))
    if (code === 'ambiguous_key' && details?.records !== undefined)
      return own.ambiguousKey(format.number(Number(details.records)))
    if (code.startsWith('vcard_') && details?.line !== undefined)
      return `${own.atLine(format.number(Number(details.line)))} ${own.codes[code]}`
    return own.codes[code] ?? generalWords(code, words) ?? fieldProblemWords({ code, details }, words)
  }
}

function generalWords(code: string, words: ReturnType<typeof useWords>): string | undefined {
  const { fields, fieldLimits } = words.errors
  const codes: Readonly<Record<string, string>> = words.errors.codes
  return Object.hasOwn(fields, code) || Object.hasOwn(fieldLimits, code) ? undefined : codes[code]
}
