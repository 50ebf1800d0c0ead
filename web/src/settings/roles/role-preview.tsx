import { Group, Loader, ScrollArea, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PersonPreview, RolePreview as Preview, RecordsMoved, Rights } from '@tendero/model/api'
import { mostCounted } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf, useCatalogue } from '../../kernel/metadata.ts'
import { transport } from '../../kernel/transport.ts'
import { useSettingsWords } from '../words.ts'
import type { RightsChange } from './rights.ts'
import classes from './roles.module.css'

interface RolePreviewProps {
  readonly id: string
  readonly wanted: { readonly administrator: boolean; readonly rights: Rights }
  /** What was set, which is told already. */
  readonly changes: readonly RightsChange[]
}

/** How many records the people with a role would gain and lose, and which fields besides those that were set. */
export function RolePreview({ id, wanted: { administrator, rights }, changes }: RolePreviewProps) {
  const words = useSettingsWords().roles.preview
  const body = { administrator, rights }
  const { data, error } = useQuery({
    queryKey: ['role-preview', id, body],
    queryFn: () => transport.request<Preview>('POST', `/roles/${id}/preview`, { body }),
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <section aria-label={words.title} aria-live="polite">
      <Title order={3} size="h5" mb="xs">
        {words.title}
      </Title>
      <FormError error={error} />
      {!data && !error && (
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm">{words.counting}</Text>
        </Group>
      )}
      {data && <Counts preview={data} />}
      {data && <FollowingFields preview={data} changes={changes} />}
    </section>
  )
}

function Counts({ preview: { people, others, complete } }: { readonly preview: Preview }) {
  const words = useSettingsWords().roles.preview
  const concerned = people.filter(({ objects }) => objects.length > 0)
  return (
    <>
      {concerned.length === 0 && <Text size="sm">{words.nothing}</Text>}
      <ScrollArea.Autosize
        mah={320}
        type="auto"
        offsetScrollbars="y"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': words.title }}
      >
        {concerned.map((one) => (
          <OnePerson key={one.person.id} preview={one} />
        ))}
      </ScrollArea.Autosize>
      {others > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {words.others(others)}
        </Text>
      )}
      {!complete && (
        <Text size="sm" c="dimmed" mt="xs">
          {words.incomplete}
        </Text>
      )}
    </>
  )
}

function OnePerson({ preview: { person, objects } }: { readonly preview: PersonPreview }) {
  const { verbs } = useSettingsWords().roles
  const catalogue = useCatalogue()
  return (
    <Table.ScrollContainer minWidth={280} mb="xs">
      <Table verticalSpacing={4} horizontalSpacing="xs" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="34%">
              {person.name}
            </Table.Th>
            {(['read', 'edit', 'delete'] as const).map((verb) => (
              <Table.Th key={verb} scope="col" w="22%">
                {verbs[verb]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {objects.map(({ object, read, edit, delete: remove }) => (
            <Table.Tr key={object}>
              <Table.Th scope="row" fw={500}>
                {catalogue.object(object)?.label.many ?? object}
              </Table.Th>
              <Moved moved={read} />
              <Moved moved={edit} />
              <Moved moved={remove} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Moved({ moved }: { readonly moved: RecordsMoved | null }) {
  const words = useSettingsWords().roles.preview
  const format = useFormat()
  if (!moved) return <Table.Td c="dimmed">–</Table.Td>
  const { gained, lost } = moved
  if (gained === null || lost === null) return <Table.Td c="dimmed">{words.notCounted}</Table.Td>
  const said = [
    ...(gained > 0 ? [words.gained(format.number(gained), gained >= mostCounted)] : []),
    ...(lost > 0 ? [words.lost(format.number(lost), lost >= mostCounted)] : []),
  ]
  return <Table.Td>{format.list(said)}</Table.Td>
}

/** What is hidden or shown because another field is. */
function FollowingFields({ preview, changes }: { readonly preview: Preview } & Pick<RolePreviewProps, 'changes'>) {
  const words = useSettingsWords().roles.preview
  const catalogue = useCatalogue()
  const following = preview.fields.filter(({ object, field }) => {
    const known = catalogue.object(object)
    const set = changes.some((one) => one.kind === 'field' && one.object === object && one.field === field)
    return known && fieldOf(known, field) && !set
  })
  if (following.length === 0) return null
  return (
    <>
      <Title order={4} size="h6" mt="xs">
        {words.fieldsToo}
      </Title>
      {following.map(({ object, field, before, after }) => {
        const known = catalogue.object(object)
        const label = known && fieldOf(known, field)?.label
        return (
          <div key={`${object}.${field}`} className={classes.change}>
            <Text span size="sm" fw={500} style={{ flex: '1 1 12rem' }}>
              {known?.label.many} · {label}
            </Text>
            <span className={classes.before}>{words.uses[before]}</span>
            <span aria-hidden>→</span>
            <Text span size="sm" fw={600}>
              {words.uses[after]}
            </Text>
          </div>
        )
      })}
    </>
  )
}
