import { Alert } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ImportRun } from '@tendero/model/api'
import { useImportWords } from '../words.ts'

/** In a sentence, how it ended. */
export function Ending({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  if (run.state === 'reverted')
    return (
      <Alert variant="light" color="gray" title={words.states.reverted}>
        {words.result.revertedLead}
      </Alert>
    )
  if (run.state === 'done')
    return (
      <Alert
        variant="light"
        color="green"
        icon={<IconCircleCheck size={20} aria-hidden />}
        title={words.result.done(run.rows.created + run.rows.updated)}
      />
    )
  return (
    <Alert variant="light" color={run.state === 'failed' ? 'red' : 'orange'} title={words.states[run.state]}>
      {run.state === 'failed' ? (words.runErrors[run.error ?? ''] ?? words.runFailed) : words.result.cancelledLead}
    </Alert>
  )
}
