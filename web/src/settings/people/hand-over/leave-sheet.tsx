import { Group, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Holding } from '@tendero/model/api'
import { useState } from 'react'
import { undoable } from '../../../design/notices.tsx'
import { Failed, PageLoading } from '../../../design/page-states.tsx'
import { useFormat } from '../../../kernel/format.ts'
import { useCatalogue } from '../../../kernel/metadata.ts'
import type { Kept } from '../../data.ts'
import { Editor } from '../../editor.tsx'
import { useSettingsWords } from '../../words.ts'
import { followHandOver } from './follow-hand-over.tsx'
import { holdingsQuery, type Left, useLeave } from './hand-over-data.ts'
import { SuccessorChoice } from './successor-choice.tsx'
import { SuccessorExceptions } from './successor-exceptions.tsx'
import { countsBy, freshDraft, givenCount, nobody, type SuccessorsDraft, successorsOf } from './successors-draft.ts'
import { useHandOverWords } from './words.ts'

interface LeaveSheetProps {
  readonly person: Kept<'user'>
  readonly onClose: () => void
}

/** Somebody leaves, or has left: what they hold, and who takes it over. */
export function LeaveSheet({ person, onClose }: LeaveSheetProps) {
  const { id, name, active } = person
  const words = useHandOverWords()
  const people = useSettingsWords().people
  const holdings = useQuery(holdingsQuery(id))
  const [draft, setDraft] = useState<SuccessorsDraft>(freshDraft)
  const leave = useLeave()
  const held = holdings.data ?? []
  const successors = successorsOf(draft)
  const count = givenCount(held, successors)
  const tell = ({ operationId, handOver }: Left): void => {
    onClose()
    if (handOver) followHandOver(handOver, name)
    else if (operationId) undoable(people.deactivated(name), operationId)
  }
  const verb = count === 0 ? words.doDeactivate : active ? words.doBoth(count) : words.doHandOver(count)
  return (
    <Editor
      title={active ? words.deactivate(name) : words.handOver(name)}
      onClose={onClose}
      onSave={() => leave.mutate({ user: id, active, successors }, { onSuccess: tell })}
      idle={!holdings.data || (!active && count === 0)}
      saving={leave.isPending}
      error={leave.error}
      saveLabel={active ? verb : words.doHandOver(count)}
      dangerous={active}
      size={520}
    >
      {active && <Text size="sm">{words.lead(name)}</Text>}
      {holdings.isError && <Failed error={holdings.error} onRetry={() => void holdings.refetch()} />}
      {holdings.isPending && <PageLoading />}
      {holdings.data && held.length === 0 && <Text size="sm">{words.holdsNothing(name)}</Text>}
      {held.length > 0 && (
        <>
          <Holdings name={name} held={held} />
          <SuccessorChoice
            label={words.everything}
            leaver={id}
            others={[{ value: nobody, label: words.stays }]}
            value={draft.everything}
            onChange={(everything) => setDraft({ ...draft, everything })}
          />
          <Exceptions leaver={id} held={held} draft={draft} onChange={setDraft} />
        </>
      )}
    </Editor>
  )
}

function Holdings({ name, held }: { readonly name: string; readonly held: readonly Holding[] }) {
  const words = useHandOverWords()
  const format = useFormat()
  const catalogue = useCatalogue()
  return (
    <Stack gap={4} component="section" aria-label={words.holds(name)}>
      <Text fw={600}>{words.holds(name)}</Text>
      <Text size="xs" c="dimmed" mb="xs">
        {words.holdsLead}
      </Text>
      {countsBy(held, 'object').map(([object, count]) => (
        <Group key={object} justify="space-between" gap="sm">
          <Text size="sm">{catalogue.object(object)?.label.many ?? object}</Text>
          <Text size="sm" className="tendero-figures">
            {format.number(count)}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}

interface ExceptionsProps {
  readonly leaver: string
  readonly held: readonly Holding[]
  readonly draft: SuccessorsDraft
  readonly onChange: (draft: SuccessorsDraft) => void
}

/** For most nobody needs them: they are asked for first. */
function Exceptions({ draft, onChange, ...rest }: ExceptionsProps) {
  const words = useHandOverWords()
  const [wanted, setWanted] = useState(false)
  const toggle = (on: boolean): void => {
    setWanted(on)
    if (!on) onChange({ ...draft, objects: {}, teams: {} })
  }
  return (
    <>
      <Switch label={words.exceptions} checked={wanted} onChange={(event) => toggle(event.currentTarget.checked)} />
      {wanted && <SuccessorExceptions {...rest} draft={draft} onChange={onChange} />}
    </>
  )
}
