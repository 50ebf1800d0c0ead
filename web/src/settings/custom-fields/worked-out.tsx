import type { MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { Explanation } from './explanation.tsx'
import type { FieldDraft } from './field-draft.ts'
import { FormulaEditor } from './formula-editor.tsx'
import { useProblemWords } from './formula-problem-words.ts'
import { RollUpEditor } from './roll-up-editor.tsx'

interface WorkedOutProps {
  readonly object: MetadataObject
  readonly draft: FieldDraft
  readonly kind: 'formula' | 'rollUp'
  /** Why the server did not take it. */
  readonly error: unknown
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** What the values of a field are worked out by. */
export function WorkedOut({ object, draft, kind, error, onChange }: WorkedOutProps) {
  const problemWords = useProblemWords()
  const refused = error instanceof ApiError ? error.problem.fields?.options : undefined
  const told = refused && problemWords(refused)
  return (
    <>
      {kind === 'formula' ? (
        <FormulaEditor
          object={object}
          formula={draft.formula}
          refused={told}
          onChange={(formula) => onChange({ formula })}
        />
      ) : (
        <RollUpEditor
          object={object}
          rollUp={draft.rollUp}
          refused={told}
          onChange={(change) => onChange({ rollUp: { ...draft.rollUp, ...change } })}
        />
      )}
      <Explanation draft={draft} onChange={onChange} />
    </>
  )
}
