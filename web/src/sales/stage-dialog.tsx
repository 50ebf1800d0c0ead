import { Chip, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { kindOf } from '../fields/index.ts'
import { titleOf } from '../fields/reference-options.ts'
import { recordsOf } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import { type StageQuestion, stageQuestion } from './ask-first.ts'
import { useSalesWords } from './words.ts'

/** Asks for what a deal needs to enter a stage. */
export function StageDialog() {
  const question = stageQuestion.use()
  const { verbs } = useWords()
  const words = useSalesWords()
  const { category, name } = question?.stage ?? {}
  const title = question && titleOf(question.gesture.object, question.gesture.record)
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(null)}
      title={category === 'lost' ? words.stage.lostTitle(title ?? '') : words.stage.entering(name ?? '')}
      closeButtonProps={{ 'aria-label': verbs.close }}
      transitionProps={{ duration: 120 }}
    >
      {question && <Questions key={question.gesture.record.id} question={question} />}
    </Modal>
  )
}

function Questions({ question }: { readonly question: StageQuestion }) {
  const words = useWords()
  const sales = useSalesWords()
  const { gesture, stage, fields } = question
  const { object, record } = gesture
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(fields.map((name) => [name, record[name] ?? null])),
  )
  const [asked, setAsked] = useState(false)
  const needed = (name: string): boolean => name !== 'lossNote'
  const missing = fields.filter((name) => {
    const field = fieldOf(object, name)
    return field && needed(name) && kindOf(field).isEmpty(values[name])
  })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (missing.length === 0) question.answer(values)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {stage.category !== 'lost' && (
          <Text c="dimmed" size="sm">
            {sales.stage.needs}
          </Text>
        )}
        {fields.map((name, index) => {
          const field = fieldOf(object, name)
          if (!field) return null
          const { Input } = kindOf(field)
          const error = asked && missing.includes(name) ? words.errors.fields.required : undefined
          const set = (value: unknown): void => setValues((known) => ({ ...known, [name]: value }))
          if (name === 'lossReason')
            return <LossReasons key={name} label={field.label} value={values[name]} error={error} onChange={set} />
          return (
            <Input
              key={name}
              field={field}
              label={field.label}
              required={needed(name)}
              value={values[name]}
              title={record.titles?.[name]}
              error={error}
              autoFocus={index === 0}
              onChange={set}
            />
          )
        })}
        <FormButtons
          submit={stage.category === 'lost' ? sales.stage.markLost : sales.stage.moveTo(stage.name)}
          onCancel={() => question.answer(null)}
        />
      </Stack>
    </form>
  )
}

const reasonsAsked = { filter: { field: 'active', op: 'is', value: true }, sort: ['position'], limit: 100 } as const

interface LossReasonsProps {
  readonly label: string
  readonly value: unknown
  readonly error: string | undefined
  readonly onChange: (reason: string) => void
}

/** Why a deal was lost, one tap. */
function LossReasons({ label, value, error, onChange }: LossReasonsProps) {
  const { data } = useQuery({
    queryKey: keys.options('loss_reason', reasonsAsked),
    queryFn: () => recordsOf('loss-reasons').list(reasonsAsked),
    staleTime: 5 * 60_000,
  })
  return (
    <div role="radiogroup" aria-label={label}>
      <Text size="sm" fw={500} mb={6}>
        {label}
      </Text>
      <Chip.Group
        value={typeof value === 'string' ? value : null}
        onChange={(chosen) => typeof chosen === 'string' && onChange(chosen)}
      >
        <Group gap={6}>
          {data?.items.map((reason) => (
            <Chip key={reason.id} value={reason.id} size="sm" variant="light">
              {reason.titles?.name ?? String(reason.name)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
          {error}
        </Text>
      )}
    </div>
  )
}
