import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type Held, held } from '../design/asked.ts'
import { useWords } from '../kernel/language.ts'
import { CandidateLine } from './candidate-line.tsx'
import { useDuplicateWords } from './words.ts'

/** Asks whether a record is to be saved although it is likely there already; nothing is lost by looking first. */
export function HeldDialog() {
  const words = useWords()
  const { held: text } = useDuplicateWords()
  const asked = held.use()
  const answer = (save: boolean): void => {
    held.set(null)
    asked?.answer(save)
  }
  return (
    <Modal
      opened={asked !== null}
      onClose={() => answer(false)}
      title={text.title}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      {asked && <Asking asked={asked} onAnswer={answer} />}
    </Modal>
  )
}

function Asking({ asked, onAnswer }: { readonly asked: Held; readonly onAnswer: (save: boolean) => void }) {
  const words = useWords()
  const { held: text } = useDuplicateWords()
  return (
    <Stack>
      <Text c="dimmed">{text.lead(asked.title ?? '')}</Text>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {asked.candidates.map((candidate) => (
          <li key={candidate.id}>
            <CandidateLine candidate={candidate} />
          </li>
        ))}
      </Stack>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={() => onAnswer(false)}>
          {words.verbs.back}
        </Button>
        <Button onClick={() => onAnswer(true)}>{text.save}</Button>
      </Group>
    </Stack>
  )
}
