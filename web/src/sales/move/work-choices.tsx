import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import type { MoveChoice, MovedWork, OpenWork } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { useSalesWords } from '../words.ts'
import { type Decisions, decideAll } from './move-data.ts'

interface WorkChoicesProps {
  readonly title: string
  readonly works: readonly OpenWork[]
  readonly value: Decisions
  /** Is there a company to go to? */
  readonly mayGo: boolean
  readonly onChange: (value: Decisions) => void
}

const choices = ['leave', 'stay', 'go'] as const

/** What becomes of each thing that is open, or of all at once. */
export function WorkChoices({ title, works, value, mayGo, onChange }: WorkChoicesProps) {
  const words = useSalesWords().move
  if (works.length === 0) return null
  const offered = choices.filter((one) => one !== 'go' || mayGo)
  const label = { leave: words.choice.leave, stay: words.choice.stayHere, go: words.choice.go }
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb={6} align="center">
        <Title order={3} size="h4">
          {title}
        </Title>
        {works.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={`${title}: ${words.all}`}
            value=""
            data={[{ value: '', label: words.all }, ...offered.map((one) => ({ value: one, label: label[one] }))]}
            onChange={(event) => {
              const chosen = offered.find((one) => one === event.currentTarget.value)
              if (chosen) onChange(decideAll(works, value, chosen))
            }}
          />
        )}
      </Group>
      <Stack gap="sm">
        {works.map((work) => (
          <WorkChoice
            key={work.id}
            work={work}
            offered={offered.filter((one) => work.may.includes(one))}
            value={value[work.id] ?? { id: work.id, becomes: 'leave' }}
            onChange={(decided) => onChange({ ...value, [work.id]: decided })}
          />
        ))}
      </Stack>
    </section>
  )
}

interface WorkChoiceProps {
  readonly work: OpenWork
  readonly offered: readonly MoveChoice[]
  readonly value: MovedWork
  readonly onChange: (value: MovedWork) => void
}

function WorkChoice({ work: { id, title, account }, offered, value, onChange }: WorkChoiceProps) {
  const words = useSalesWords().move
  const label = {
    leave: words.choice.leave,
    stay: account ? words.choice.stay(account.title) : words.choice.stayHere,
    go: words.choice.go,
  }
  if (offered.length < 2)
    return (
      <div>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {words.notYours}
        </Text>
      </div>
    )
  return (
    <Stack gap={6}>
      <NativeSelect
        label={title}
        aria-label={words.becomes(title)}
        value={offered.includes(value.becomes) ? value.becomes : 'leave'}
        data={offered.map((one) => ({ value: one, label: label[one] }))}
        onChange={(event) => {
          const becomes = offered.find((one) => one === event.currentTarget.value)
          if (becomes) onChange({ id, becomes })
        }}
      />
      {value.becomes === 'stay' && (
        <Successor
          title={title}
          value={value.contact ?? null}
          onChange={(contact) => onChange({ ...value, contact })}
        />
      )}
    </Stack>
  )
}

interface SuccessorProps {
  readonly title: string
  readonly value: string | null
  readonly onChange: (contact: string | null) => void
}

function Successor({ title, value, onChange }: SuccessorProps) {
  const words = useSalesWords().move
  const role = useObject('opportunity_contact')
  const field = role && fieldOf(role, 'contact')
  if (!field) return null
  const { Input } = kindOf(field)
  return (
    <Input
      field={field}
      label={words.successor(title)}
      value={value}
      onChange={(id) => onChange(typeof id === 'string' ? id : null)}
    />
  )
}
