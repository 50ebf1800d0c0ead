import type { MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { fieldOf } from '../../kernel/metadata.ts'
import { useImportWords } from '../words.ts'

/** What the server has against a mapping, in words, by the names of the fields. */
export function useSetupProblems(error: unknown, object: MetadataObject): readonly string[] {
  const words = useImportWords()
  if (!(error instanceof ApiError) || error.problem.code !== 'invalid_setup') return []
  return Object.entries(error.problem.fields ?? {}).map(([name, { code }]) => {
    const label = fieldOf(object, name)?.label
    const sentence = words.setupCodes[code] ?? words.setupUnknown
    return label ? `${label}: ${sentence}` : sentence
  })
}
