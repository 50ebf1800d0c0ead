import { Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import type { ContactMove, MovedPoint, MoveQuestions } from '@tendero/model/api'
import { type FormEvent, useRef, useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { FormButtons } from '../../design/form-buttons.tsx'
import { FormError } from '../../design/form-error.tsx'
import { undoable } from '../../design/notices.tsx'
import { kindOf } from '../../fields/index.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import classes from '../conversion/conversion.module.css'
import { useSalesWords } from '../words.ts'
import { type Decisions, decided, move, proposed } from './move-data.ts'
import { type Target, TargetInput, targetOf } from './target-input.tsx'
import { WorkChoices } from './work-choices.tsx'

interface MoveFormProps {
  readonly person: { readonly id: string; readonly name: string }
  readonly questions: MoveQuestions
  readonly onClose: () => void
}

/** Where the person went and since when, and what becomes of what they leave behind. */
export function MoveForm({ person, questions, onClose }: MoveFormProps) {
  const words = useSalesWords().move
  const shared = useWords()
  const format = useFormat()
  const [target, setTarget] = useState<Target>({ kind: 'other', id: null, name: '' })
  const [from, setFrom] = useState(format.today())
  const [facts, setFacts] = useState({ jobTitle: '', email: '', phone: '' })
  const [points, setPoints] = useState<readonly MovedPoint[]>(questions.points)
  const formerly = questions.account?.id
  const [deals, setDeals] = useState<Decisions>(() => proposed(questions.opportunities, formerly))
  const [activities, setActivities] = useState<Decisions>(() => proposed(questions.activities, formerly))
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const key = useRef(crypto.randomUUID())
  const account = targetOf(target)
  const isNow = from <= format.today()
  const errors = fieldErrors(error, shared)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (account === undefined) return
    setSaving(true)
    try {
      const work = isNow
        ? { opportunities: decided(deals, account !== null), activities: decided(activities, account !== null) }
        : {}
      const result = await move(
        person.id,
        { account, from, points: bare(points), ...filled(facts), ...work },
        key.current,
      )
      onClose()
      undoable(words.done(person.name), result.operationId)
    } catch (failure) {
      key.current = crypto.randomUUID()
      setError(failure)
      setSaving(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="lg">
        <FormError error={error} />
        <Stack gap="sm">
          <TargetInput value={target} onChange={setTarget} />
          <Group grow align="flex-start">
            <FromInput value={from} error={errors.from} onChange={setFrom} />
            {account !== null && <FactInput name="jobTitle" label={words.jobTitle} facts={facts} onChange={setFacts} />}
          </Group>
          {account !== null && (
            <Group grow align="flex-start">
              <FactInput name="email" label={words.email} facts={facts} error={errors.email} onChange={setFacts} />
              <FactInput name="phone" label={words.phone} facts={facts} error={errors.phone} onChange={setFacts} />
            </Group>
          )}
        </Stack>
        <PointChoices questions={questions} points={points} onChange={setPoints} />
        {isNow ? (
          <>
            <WorkChoices
              title={words.deals}
              works={questions.opportunities}
              value={deals}
              mayGo={account !== null}
              onChange={setDeals}
            />
            <WorkChoices
              title={words.activities}
              works={questions.activities}
              value={activities}
              mayGo={account !== null}
              onChange={setActivities}
            />
            {questions.more && (
              <Text size="sm" c="dimmed">
                {words.more}
              </Text>
            )}
          </>
        ) : (
          <Callout>{words.later}</Callout>
        )}
        <FormButtons
          submit={words.submit}
          loading={saving}
          disabled={account === undefined}
          onCancel={onClose}
          className={classes.foot}
        />
      </Stack>
    </form>
  )
}

type Facts = Readonly<Record<'jobTitle' | 'email' | 'phone', string>>

/** What was filled in; the rest is not sent. */
function filled(facts: Facts): Partial<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value.trim() !== ''))
}

function bare(points: readonly MovedPoint[]): ContactMove['points'] {
  return points.map(({ id, becomes }) => ({ id, becomes }))
}

interface FactInputProps {
  readonly name: keyof Facts
  readonly label: string
  readonly facts: Facts
  readonly error?: string | undefined
  readonly onChange: (facts: Facts) => void
}

function FactInput({ name, label, facts, error, onChange }: FactInputProps) {
  return (
    <TextInput
      label={label}
      value={facts[name]}
      error={error}
      onChange={(event) => onChange({ ...facts, [name]: event.currentTarget.value })}
    />
  )
}

interface FromInputProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (day: string) => void
}

function FromInput({ value, error, onChange }: FromInputProps) {
  const words = useSalesWords().move
  const affiliation = useObject('affiliation')
  const field = affiliation && fieldOf(affiliation, 'from')
  if (!field) return null
  const { Input } = kindOf(field)
  return (
    <Input
      field={field}
      label={words.from}
      required
      value={value}
      error={error}
      onChange={(day) => typeof day === 'string' && onChange(day)}
    />
  )
}

interface PointChoicesProps {
  readonly questions: MoveQuestions
  readonly points: readonly MovedPoint[]
  readonly onChange: (points: readonly MovedPoint[]) => void
}

/** What becomes of the addresses and numbers that the person had. */
function PointChoices({ questions, points, onChange }: PointChoicesProps) {
  const words = useSalesWords().move
  if (questions.points.length === 0) return null
  const choices = (['keep', 'invalid', 'hand_over'] as const).filter((one) => one !== 'hand_over' || questions.account)
  const choose = (id: string, chosen: string): void => {
    const becomes = choices.find((one) => one === chosen)
    if (becomes) onChange(points.map((point) => (point.id === id ? { id, becomes } : point)))
  }
  return (
    <section aria-label={words.points}>
      <Title order={3} size="h4" mb={6}>
        {words.points}
      </Title>
      <Stack gap="xs">
        {questions.points.map(({ id, value }) => (
          <NativeSelect
            key={id}
            label={value}
            aria-label={words.becomes(value)}
            value={points.find((point) => point.id === id)?.becomes}
            data={choices.map((one) => ({ value: one, label: words.point[one] }))}
            onChange={(event) => choose(id, event.currentTarget.value)}
          />
        ))}
      </Stack>
    </section>
  )
}
