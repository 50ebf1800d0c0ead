import { Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type MailItem, type MailState, mailStates } from '@tendero/model/api'
import { useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { PagedList } from '../paged-list.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { outboxQuery, useMailAction } from './mail-data.ts'
import { MailReader } from './mail-reader.tsx'
import { stateColours } from './state-colours.ts'
import { templateName } from './template-name.ts'

/** Everything that was written to people, from the newest, and what became of it. */
export function Outbox({ sends }: { readonly sends: boolean }) {
  const own = useSettingsWords().mail
  const [state, setState] = useState<MailState | undefined>()
  const [open, setOpen] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(none)
  const list = useInfiniteQuery(outboxQuery(state))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const opened = items.find(({ id }) => id === open)
  const show = (next: MailState | undefined): void => {
    setState(next)
    setChosen(none)
  }
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <StateSelect state={state} onChange={show} />
        <ChosenBar chosen={items.filter(({ id }) => chosen.has(id))} sends={sends} onDone={() => setChosen(none)} />
      </Group>
      <PagedList list={list} older={own.more} empty={<Empty ofState={state !== undefined} />}>
        {(mails) => (
          <Sheet label={own.outbox}>
            {mails.map((mail) => (
              <MailLine
                key={mail.id}
                mail={mail}
                chosen={chosen.has(mail.id)}
                onChoose={(on) => setChosen((known) => withOne(known, mail.id, on))}
                onOpen={() => setOpen(mail.id)}
              />
            ))}
          </Sheet>
        )}
      </PagedList>
      {opened && <MailReader mail={opened} sends={sends} onClose={() => setOpen(null)} />}
    </>
  )
}

const none: ReadonlySet<string> = new Set()

interface StateSelectProps {
  readonly state: MailState | undefined
  readonly onChange: (state: MailState | undefined) => void
}

function StateSelect({ state, onChange }: StateSelectProps) {
  const own = useSettingsWords().mail
  return (
    <NativeSelect
      label={own.show}
      value={state ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(mailStates.find((one) => one === value))}
      data={[{ value: '', label: own.all }, ...mailStates.map((one) => ({ value: one, label: own.states[one] }))]}
    />
  )
}

function Empty({ ofState }: { readonly ofState: boolean }) {
  const own = useSettingsWords().mail
  return (
    <Message title={ofState ? own.noneOfState : own.none} picture={<IconMail size={40} stroke={1.2} />}>
      {own.noneLead}
    </Message>
  )
}

function withOne(known: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(known)
  if (on) next.add(id)
  else next.delete(id)
  return next
}

interface ChosenBarProps {
  readonly chosen: readonly MailItem[]
  readonly sends: boolean
  readonly onDone: () => void
}

/** What can be done with all that are chosen. */
function ChosenBar({ chosen, sends, onDone }: ChosenBarProps) {
  const own = useSettingsWords().mail
  const { mutate, isPending } = useMailAction()
  if (chosen.length === 0) return null
  const act = (action: 'sending' | 'cancellation'): void =>
    mutate({ action, ids: chosen.map(({ id }) => id) }, { onSuccess: onDone })
  return (
    <Group gap="xs">
      <Text size="sm" role="status">
        {own.chosen(chosen.length)}
      </Text>
      <Button variant="default" loading={isPending} onClick={() => act('cancellation')}>
        {own.actions.cancellation}
      </Button>
      <Button disabled={!sends} loading={isPending} onClick={() => act('sending')}>
        {own.actions.sending}
      </Button>
    </Group>
  )
}

interface MailLineProps {
  readonly mail: MailItem
  readonly chosen: boolean
  readonly onChoose: (on: boolean) => void
  readonly onOpen: () => void
}

function MailLine({ mail, chosen, onChoose, onOpen }: MailLineProps) {
  const own = useSettingsWords().mail
  const format = useFormat()
  const { subject, to, state, attempts, nextAttemptAt, createdAt } = mail
  const facts = [
    own.to(to.name ? `${to.name} <${to.address}>` : to.address),
    templateName(mail, own),
    format.instant(createdAt),
    attempts > 1 && own.attempts(attempts),
    state === 'queued' && attempts > 0 && nextAttemptAt && own.next(format.relative(nextAttemptAt)),
  ]
  return (
    <Line
      handle={
        <Checkbox
          aria-label={own.choose(subject)}
          checked={chosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      }
      title={subject}
      subtitle={facts.filter(Boolean).join(' · ')}
      cells={<Pill color={stateColours[state]}>{own.states[state]}</Pill>}
      onOpen={onOpen}
    />
  )
}
