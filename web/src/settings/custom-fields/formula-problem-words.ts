import type { FieldProblem } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { fieldProblemWords } from '../../kernel/problems.ts'
import { useSettingsWords } from '../words.ts'

/** What is wrong with a formula or a roll-up, in the person's words. */
export function useProblemWords(): (problem: FieldProblem) => string {
  const words = useWords()
  const { problems, types } = useSettingsWords().formulas
  const named = (name: string): string => (Object.hasOwn(types, name) ? types[name as keyof typeof types] : name)
  return (problem) => {
    const { code, details = {} } = problem
    if (!Object.hasOwn(problems, code)) return fieldProblemWords(problem, words)
    const { found = '', expected = '' } = details
    return problems[code as keyof typeof problems](named(String(found)), named(String(expected)))
  }
}
