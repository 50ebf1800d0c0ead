import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useIsPhone } from '../../design/widths.ts'
import { useWords } from '../../kernel/language.ts'
import { useSalesWords } from '../words.ts'
import { questionsQuery } from './move-data.ts'
import { MoveForm } from './move-form.tsx'
import { moving } from './moving.ts'

/** Tells that a person changed company; on the screen while `moving` names somebody. */
export function MoveDialog() {
  const person = moving.use()
  return person && <Asking key={person.id} person={person} />
}

function Asking({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const { verbs } = useWords()
  const words = useSalesWords().move
  const phone = useIsPhone()
  const { data, error, refetch } = useQuery(questionsQuery(person.id))
  const close = (): void => moving.set(null)
  return (
    <Modal
      opened
      onClose={close}
      title={words.title(person.name)}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && <MoveForm person={person} questions={data} onClose={close} />}
    </Modal>
  )
}
