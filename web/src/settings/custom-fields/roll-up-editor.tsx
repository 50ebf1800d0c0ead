import { Button, NativeSelect, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { rollUpMeasures } from '@tendero/model/field-type'
import { useState } from 'react'
import { useWords } from '../../kernel/language.ts'
import { shownFields, useCatalogue } from '../../kernel/metadata.ts'
import { FilterPanel } from '../../records/filter/filter-panel.tsx'
import { useSettingsWords } from '../words.ts'
import type { RollUpDraft } from './field-draft.ts'

interface RollUpEditorProps {
  readonly object: MetadataObject
  readonly rollUp: RollUpDraft
  /** Why the server did not take it. */
  readonly refused?: string
  readonly onChange: (change: Partial<RollUpDraft>) => void
}

/** Which records it tells of, what it says of them, and whether it is kept. */
export function RollUpEditor({ object, rollUp, refused, onChange }: RollUpEditorProps) {
  const words = useWords()
  const own = useSettingsWords().rollUps
  const catalogue = useCatalogue()
  const relations = catalogue.pointingTo(object.name).filter(({ object: { settings } }) => !settings)
  const child = catalogue.object(rollUp.of.split('.')[0])
  // What is kept follows the one record that another points to.
  const ofSeveral = (of: string): boolean =>
    relations.some(({ object: from, field }) => `${from.name}.${field.name}` === of && field.kind === 'references')
  return (
    <Stack gap="md">
      <NativeSelect
        label={own.of}
        required
        value={rollUp.of}
        error={refused}
        data={[
          { value: '', label: words.fields.choose },
          ...relations.map(({ object: from, field }) => ({
            value: `${from.name}.${field.name}`,
            label: `${from.label.many} (${field.label})`,
          })),
        ]}
        onChange={(event) => {
          const of = event.currentTarget.value
          onChange({ of, field: '', filter: undefined, ...(ofSeveral(of) ? { kept: false } : {}) })
        }}
      />
      {child && <Measure child={child} rollUp={rollUp} onChange={onChange} />}
      {child && <Narrowing key={child.name} child={child} rollUp={rollUp} onChange={onChange} />}
      <Switch
        label={own.kept}
        description={own.keptLead}
        checked={rollUp.kept}
        disabled={ofSeveral(rollUp.of)}
        onChange={(event) => onChange({ kept: event.currentTarget.checked })}
      />
      <Text size="sm" c="dimmed">
        {rollUp.kept ? own.tellsAll : own.tellsSeen}
      </Text>
    </Stack>
  )
}

interface ChildProps {
  readonly child: MetadataObject
  readonly rollUp: RollUpDraft
  readonly onChange: (change: Partial<RollUpDraft>) => void
}

function Measure({ child, rollUp, onChange }: ChildProps) {
  const words = useWords()
  const own = useSettingsWords().rollUps
  const { measure } = rollUp
  const fields = measure === 'count' ? [] : shownFields(child).filter(({ aggregates }) => aggregates.includes(measure))
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label={own.measure}
        value={measure}
        data={rollUpMeasures.map((value) => ({ value, label: own.measures[value] }))}
        onChange={(event) => {
          const chosen = rollUpMeasures.find((one) => one === event.currentTarget.value)
          if (chosen) onChange({ measure: chosen, field: '' })
        }}
      />
      {measure !== 'count' && (
        <NativeSelect
          label={own.field}
          required
          value={rollUp.field}
          data={[
            { value: '', label: words.fields.choose },
            ...fields.map(({ name, label }) => ({ value: name, label })),
          ]}
          onChange={(event) => onChange({ field: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  )
}

/** Which of the records it tells of; of all, until somebody asks. */
function Narrowing({ child, rollUp, onChange }: ChildProps) {
  const own = useSettingsWords().rollUps
  const [open, setOpen] = useState(rollUp.filter !== undefined)
  return open ? (
    <FilterPanel object={child} filter={rollUp.filter} pause={0} onChange={(filter) => onChange({ filter })} />
  ) : (
    <div>
      <Button variant="subtle" size="compact-sm" leftSection={<IconFilter size={14} />} onClick={() => setOpen(true)}>
        {own.narrow}
      </Button>
    </div>
  )
}
