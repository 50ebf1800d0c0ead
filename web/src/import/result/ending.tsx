import type { ImportRun } from '@tendero/model/api'
import { Callout } from '../../design/callout.tsx'
import { useImportWords } from '../words.ts'

/** In a sentence, how it ended. */
export function Ending({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  if (run.state === 'reverted') return <Callout title={words.states.reverted}>{words.result.revertedLead}</Callout>
  if (run.state === 'done')
    return (
      <Callout tone="good" title={words.result.done(run.rows.created + run.rows.updated)}>
        {run.error ? (words.runErrors[run.error] ?? words.runFailed) : words.result.revertLead}
      </Callout>
    )
  return (
    <Callout tone={run.state === 'failed' ? 'bad' : 'warning'} title={words.states[run.state]}>
      {run.state === 'failed' ? (words.runErrors[run.error ?? ''] ?? words.runFailed) : words.result.cancelledLead}
    </Callout>
  )
}
