import { Button, Checkbox, Group, NativeSelect, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import { IconLayoutCards } from '@tabler/icons-react'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import type { View } from '../list/use-view.ts'
import type { BoardColumns } from './board-columns.ts'
import { demanding } from './board-filter.ts'
import { boardFields, cardChoices, laneFields } from './board-shape.ts'
import { useBoardWords } from './words.ts'

interface BoardToolbarProps {
  readonly object: MetadataObject
  readonly by: MetadataField
  readonly lane: MetadataField | undefined
  readonly view: View
  readonly board: BoardColumns
  readonly card: readonly MetadataField[]
}

/** On the phone wide enough to be read, and as many in a line as fit. */
const wide = { base: '1 1 9.5rem', sm: '0 1 auto' }

/** By what the columns are made, of which pipeline, and what the cards show. */
export function BoardToolbar({ object, by, lane, view, board, card }: BoardToolbarProps) {
  const words = useBoardWords()
  const { pipeline, pipelines } = board
  const fields = boardFields(object)
  const lanes = laneFields(object, by)
  return (
    <Group gap="xs" px="md" pb="sm" wrap="wrap">
      {fields.length > 1 && (
        <NativeSelect
          size="xs"
          flex={wide}
          aria-label={words.by}
          data={fields.map(({ name, label }) => ({ value: name, label: `${words.by}: ${label}` }))}
          value={by.name}
          onChange={(event) => {
            const name = event.currentTarget.value
            view.change({ by: name === fields[0]?.name ? undefined : name })
          }}
        />
      )}
      {lanes.length > 0 && (
        <NativeSelect
          size="xs"
          flex={wide}
          aria-label={words.lanes}
          data={[
            { value: '', label: `${words.lanes}: ${words.noLanes}` },
            ...lanes.map(({ name, label }) => ({ value: name, label: `${words.lanes}: ${label}` })),
          ]}
          value={lane?.name ?? ''}
          onChange={(event) => view.change({ lanes: event.currentTarget.value || undefined })}
        />
      )}
      {pipeline && pipelines.length > 1 && (
        <NativeSelect
          size="xs"
          flex={wide}
          aria-label={words.pipeline}
          data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          value={pipeline.id}
          onChange={(event) =>
            view.change({ filter: demanding(view.search.filter, 'pipeline', event.currentTarget.value) })
          }
        />
      )}
      <CardMenu object={object} by={by} card={card} onChange={(names) => view.change({ card: names })} />
    </Group>
  )
}

interface CardMenuProps {
  readonly object: MetadataObject
  readonly by: MetadataField
  readonly card: readonly MetadataField[]
  readonly onChange: (names: string | undefined) => void
}

function CardMenu({ object, by, card, onChange }: CardMenuProps) {
  const words = useBoardWords()
  const chosen = card.map(({ name }) => name)
  return (
    <Popover position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          h={30}
          style={{ flexShrink: 0 }}
          variant="default"
          leftSection={<IconLayoutCards size={15} stroke={1.6} aria-hidden />}
        >
          {words.cards}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Text size="sm" c="dimmed" mb="xs">
          {words.cardsLead}
        </Text>
        <ScrollArea.Autosize mah={320} type="auto">
          <Stack gap={11}>
            {cardChoices(object, by).map(({ name, label }) => (
              <Checkbox
                key={name}
                size="xs"
                label={label}
                checked={chosen.includes(name)}
                onChange={(event) =>
                  onChange(
                    (event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name)).join(','),
                  )
                }
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
