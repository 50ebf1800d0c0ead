import { Alert, Button, Group, Loader, Modal, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { UndoConflict, UndoPreview } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { useState } from 'react'
import { failed, notice, refreshAll } from '../design/notices.tsx'
import { Failed } from '../design/page-states.tsx'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useCatalogue } from '../kernel/metadata.ts'
import { transport } from '../kernel/transport.ts'
import { FieldValue } from './field-value.tsx'
import { type Choice, choicesOf, isOpen, keyOf, useUndoPreview } from './undo-data.ts'
import classes from './undo-dialog.module.css'
import { type Undoing, undoing } from './undoing.ts'
import { useUndoWords } from './words.ts'

/** Shows what is to be taken back, and asks of each thing that was changed since what is to become of it. */
export function UndoDialog() {
  const { verbs } = useWords()
  const words = useUndoWords()
  const asked = undoing.use()
  const close = (): void => undoing.set(null)
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={words.title}
      size="lg"
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      {asked && <Preview key={asked.operationId} asked={asked} />}
    </Modal>
  )
}

function Preview({ asked }: { readonly asked: Undoing }) {
  const { operationId, onUndone, takeBack } = asked
  const words = useUndoWords()
  const common = useWords()
  const preview = useUndoPreview(operationId)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map())
  const [rest, setRest] = useState<Choice | undefined>()
  const [stale, setStale] = useState(false)
  const [first] = preview.data?.pages ?? []
  const conflicts = preview.data?.pages.flatMap((page) => page.conflicts) ?? []
  const undecided = conflicts.filter((one) => isOpen(one) && !chosen.has(keyOf(one))).length
  const unseen = (first?.count ?? 0) - conflicts.length
  const ready = undecided === 0 && (unseen <= 0 || rest !== undefined)
  const submit = useMutation({
    mutationFn(shown: UndoPreview) {
      const body = choicesOf(conflicts, chosen, unseen > 0 ? rest : undefined, shown.digest)
      return takeBack?.(body) ?? transport.request('POST', `/operations/${operationId}/reversal`, { body })
    },
    onSuccess: async () => {
      undoing.set(null)
      onUndone?.()
      await refreshAll()
      if (!takeBack) notice(common.undo.undone)
    },
    onError(error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'operation_not_revertible') return failed(error)
      setStale(true)
      setChosen(new Map())
      setRest(undefined)
      void preview.refetch()
    },
  })
  const choose = (one: UndoConflict, choice: Choice): void => setChosen(new Map(chosen).set(keyOf(one), choice))
  const chooseAll = (choice: Choice): void => {
    setChosen(new Map(conflicts.filter(isOpen).map((one) => [keyOf(one), choice])))
    setRest(choice)
  }
  if (preview.error) return <Failed error={preview.error} onRetry={() => void preview.refetch()} />
  if (!first) return <Loader size="sm" aria-label={common.common.loading} />
  return (
    <Stack gap="md">
      {stale && <Alert color="yellow">{words.changed}</Alert>}
      <Touched preview={first} />
      {first.count === 0 ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : (
        <>
          <Group justify="space-between" gap="xs">
            <Text fw={550}>{words.conflicts(first.count)}</Text>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => chooseAll('keep')}>
                {words.keepAll}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => chooseAll('undo')}>
                {words.undoAll}
              </Button>
            </Group>
          </Group>
          <ul className={classes.conflicts}>
            {conflicts.map((one) => (
              <Conflict
                key={keyOf(one)}
                conflict={one}
                chosen={chosen.get(keyOf(one))}
                onChoose={(choice) => choose(one, choice)}
              />
            ))}
          </ul>
          {unseen > 0 && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="subtle"
                loading={preview.isFetchingNextPage}
                onClick={() => void preview.fetchNextPage()}
              >
                {words.more}
              </Button>
              <Text size="sm">{words.rest(unseen)}</Text>
              <KeepOrUndo label={words.rest(unseen)} chosen={rest} onChoose={setRest} />
            </Group>
          )}
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => undoing.set(null)}>
          {common.verbs.cancel}
        </Button>
        <Button disabled={!ready} loading={submit.isPending} onClick={() => submit.mutate(first)}>
          {words.submit}
        </Button>
      </Group>
    </Stack>
  )
}

/** How many records of which objects go back, and until when they can. */
function Touched({ preview }: { readonly preview: UndoPreview }) {
  const words = useUndoWords()
  const format = useFormat()
  const catalogue = useCatalogue()
  return (
    <div>
      <Title order={3} size="h6">
        {words.touches}
      </Title>
      <ul className={classes.touched}>
        {preview.parts.map(({ object, verb, count, more, records }) => {
          const known = catalogue.object(object)
          const name = count === 1 ? known?.label.one : known?.label.many
          return (
            <li key={`${object} ${verb}`}>
              {words.parts[verb](`${format.number(count)}${more ? '+' : ''} ${name ?? object}`)}
              {records.length > 0 && (
                <Text span inherit c="dimmed">
                  {': '}
                  {records.map(({ title }) => title).join(', ')}
                  {(more || count > records.length) && ' …'}
                </Text>
              )}
            </li>
          )
        })}
      </ul>
      <Text size="sm" c="dimmed">
        {words.until(format.day(preview.until.slice(0, 10)))}
      </Text>
    </div>
  )
}

interface ConflictProps {
  readonly conflict: UndoConflict
  readonly chosen: Choice | undefined
  readonly onChoose: (choice: Choice) => void
}

function Conflict({ conflict, chosen, onChoose }: ConflictProps) {
  const words = useUndoWords()
  const format = useFormat()
  const object = useCatalogue().object(conflict.object)
  const field = object && conflict.field ? fieldOf(object, conflict.field) : undefined
  const title = conflict.title ?? words.unseen
  const what = field ? `${title} · ${field.label}` : title
  return (
    <li className={classes.conflict}>
      <div className={classes.what}>
        <Text fw={500} size="sm">
          {what}
        </Text>
        {conflict.kind !== 'field' && <Text size="sm">{words[conflict.kind]}</Text>}
        {conflict.hidden && <Text size="sm">{words.hidden}</Text>}
        {field && !conflict.hidden && (
          <dl className={classes.values}>
            {(['before', 'written', 'now'] as const).map((state) => (
              <div key={state}>
                <dt>{words[state]}</dt>
                <dd>
                  <FieldValue field={field} value={conflict[state]} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {conflict.at && (
          <Text size="xs" c="dimmed">
            {words.changedBy(conflict.by?.name ?? words.somebody, format.relative(conflict.at))}
          </Text>
        )}
      </div>
      {isOpen(conflict) && <KeepOrUndo label={words.choiceFor(what)} chosen={chosen} onChoose={onChoose} />}
    </li>
  )
}

interface KeepOrUndoProps {
  readonly label: string
  readonly chosen: Choice | undefined
  readonly onChoose: (choice: Choice) => void
}

function KeepOrUndo({ label, chosen, onChoose }: KeepOrUndoProps) {
  const words = useUndoWords()
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={chosen ?? ''}
      data={[
        { value: 'keep', label: words.keep },
        { value: 'undo', label: words.undo },
      ]}
      onChange={(value) => onChoose(value === 'undo' ? 'undo' : 'keep')}
    />
  )
}
