import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { useState } from 'react'
import { type Conflict, conflict } from '../design/asked.ts'
import { kindOf } from '../fields/index.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { useUpdate } from './record-data.ts'
import { useRecordWords } from './words.ts'

/** Both values of each field that two people changed at once; one chooses which stays. */
export function ConflictDialog() {
  const words = useWords()
  const { conflict: text } = useRecordWords()
  const clash = conflict.use()
  return (
    <Modal
      opened={clash !== null}
      onClose={() => conflict.set(null)}
      title={text.title}
      size="lg"
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      {clash && <Choice key={clash.current.version} clash={clash} />}
    </Modal>
  )
}

type Side = 'yours' | 'theirs'

function Choice({ clash }: { readonly clash: Conflict }) {
  const words = useWords()
  const { conflict: text } = useRecordWords()
  const update = useUpdate(clash.object)
  const [kept, setKept] = useState<Readonly<Record<string, Side>>>({})
  const fields = Object.keys(clash.fields).flatMap((name) => fieldOf(clash.object, name) ?? [])

  const keep = (): void => {
    const mine = fields.filter(({ name }) => kept[name] !== 'theirs')
    conflict.set(null)
    if (mine.length === 0) return
    update.mutate({
      record: clash.current,
      patch: Object.fromEntries(mine.map(({ name }) => [name, clash.fields[name]?.yours])),
      titles: clash.titles,
    })
  }
  return (
    <Stack>
      <Text c="dimmed">{text.lead}</Text>
      {fields.map((field) => (
        <Radio.Group
          key={field.name}
          label={field.label}
          value={kept[field.name] ?? 'yours'}
          onChange={(side) => setKept({ ...kept, [field.name]: side === 'theirs' ? 'theirs' : 'yours' })}
        >
          <Group grow mt="xs" align="stretch">
            <Side side="yours" field={field} clash={clash} />
            <Side side="theirs" field={field} clash={clash} />
          </Group>
        </Radio.Group>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => conflict.set(null)}>
          {words.verbs.cancel}
        </Button>
        <Button onClick={keep} data-autofocus>
          {text.keep}
        </Button>
      </Group>
    </Stack>
  )
}

interface SideProps {
  readonly side: Side
  readonly field: MetadataField
  readonly clash: Conflict
}

function Side({ side, field, clash }: SideProps) {
  const words = useWords()
  const { conflict: text } = useRecordWords()
  const { Cell, isEmpty } = kindOf(field)
  const value = clash.fields[field.name]?.[side]
  const titles = side === 'yours' ? clash.titles : clash.current.titles
  return (
    <Radio.Card value={side} p="sm">
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator />
        <div>
          <Text size="xs" c="dimmed">
            {text[side]}
          </Text>
          <Text size="sm" component="div">
            {isEmpty(value) ? (
              words.common.empty
            ) : (
              <Cell field={field} value={value} title={titles?.[field.name]} titles={clash.current.titles} plain />
            )}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  )
}
