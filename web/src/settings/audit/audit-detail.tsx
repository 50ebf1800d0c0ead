import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AuditChange, AuditChanges, AuditItem } from '@tendero/model/api'
import type { ReactNode } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { FieldChanges } from '../../records/timeline/field-changes.tsx'
import { Differences, useRightsDifference } from '../roles/differences.tsx'
import { readRights, rightsChanges } from '../roles/rights.ts'
import { SideDrawer } from '../side-drawer.tsx'
import { useSettingsWords } from '../words.ts'
import classes from './audit.module.css'
import { type AuditFilter, changesQuery } from './audit-data.ts'
import { useWho, What } from './audit-line.tsx'

interface AuditDetailProps {
  readonly item: AuditItem
  readonly onNarrow: (filter: AuditFilter) => void
  readonly onClose: () => void
}

/** Everything that the log knows of one thing that was done. */
export function AuditDetail({ item, onNarrow, onClose }: AuditDetailProps) {
  return (
    <SideDrawer onClose={onClose} size={640} title={<What item={item} />}>
      <Stack gap="lg">
        <Facts item={item} />
        {item.action === null ? (
          <Changes id={item.id} onNarrow={onNarrow} />
        ) : (
          Object.keys(item.detail).length > 0 && <Detail detail={item.detail} />
        )}
      </Stack>
    </SideDrawer>
  )
}

function Facts({ item }: Pick<AuditDetailProps, 'item'>) {
  const { audit: own, operations } = useSettingsWords()
  const format = useFormat()
  const who = useWho(item)
  const way = operations.through[item.through as keyof typeof operations.through] ?? item.through
  return (
    <dl className={classes.facts}>
      <Fact label={own.filters.who}>{who}</Fact>
      <Fact label={own.when}>{format.instant(item.at)}</Fact>
      <Fact label={own.filters.through}>{item.key ? `${way}: ${item.key.name}` : way}</Fact>
      {item.address && <Fact label={own.filters.address}>{item.address}</Fact>}
      {item.agent && <Fact label={own.agent}>{item.agent}</Fact>}
      <Fact label={own.seal}>{item.seal === null ? own.notSealed : own.sealNumber(item.seal)}</Fact>
      <Fact label={own.id}>
        <Code>{item.id}</Code>
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** As it was noted: filters and definitions are documents. */
function Detail({ detail }: Pick<AuditItem, 'detail'>) {
  const own = useSettingsWords().audit
  return (
    <dl className={classes.facts}>
      {Object.entries(detail).map(([name, value]) => (
        <Fact key={name} label={own.details[name as keyof typeof own.details] ?? name}>
          <DetailValue value={value} />
        </Fact>
      ))}
    </dl>
  )
}

function DetailValue({ value }: { readonly value: unknown }) {
  const { common } = useWords()
  if (typeof value === 'boolean') return value ? common.yes : common.no
  return typeof value === 'object' ? <Code block>{JSON.stringify(value, null, 2)}</Code> : String(value)
}

type ChangesProps = Pick<AuditDetailProps, 'onNarrow'>

function Changes({ id, onNarrow }: ChangesProps & { readonly id: string }) {
  const own = useSettingsWords().audit
  const { data, error, refetch } = useQuery(changesQuery(id))
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  return (
    <Stack gap="md" component="section" aria-label={own.changes}>
      {data.items.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one operation may change a record more than once
        <Change key={`${change.record.id} ${index}`} change={change} titles={data.titles} onNarrow={onNarrow} />
      ))}
      {data.more && (
        <Text size="sm" c="dimmed">
          {own.moreChanges}
        </Text>
      )}
    </Stack>
  )
}

interface ChangeProps extends ChangesProps, Pick<AuditChanges, 'titles'> {
  readonly change: AuditChange
}

function Change({ change, titles, onNarrow }: ChangeProps) {
  const { audit: own, operations } = useSettingsWords()
  const object = useCatalogue().object(change.object)
  const { record, verb, fields, rights } = change
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={500}>
          {operations.verbs[verb](object?.label.one ?? change.object)}
          {record.title && ': '}
          {record.title && <RecordLink change={change} />}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          flex="none"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => onNarrow({ object: change.object, record: record.id })}
        >
          {own.allOfRecord}
        </Button>
      </Group>
      {object && Object.keys(fields).length > 0 && <FieldChanges object={object} change={{ patch: fields, titles }} />}
      {rights && <RightsChanges rights={rights} />}
    </div>
  )
}

function RightsChanges({ rights: [before, after] }: { readonly rights: readonly [unknown, unknown] }) {
  const describe = useRightsDifference()
  return <Differences of={rightsChanges(readRights(before), readRights(after)).map(describe)} />
}

function RecordLink({ change: { object: name, record, verb } }: Pick<ChangeProps, 'change'>) {
  const object = useCatalogue().object(name)
  const { workspace } = useSession()
  if (!object || object.settings || verb === 'delete') return record.title
  const params = { slug: workspace.slug, collection: object.collection, id: record.id }
  return (
    <AnchorLink inherit to="/w/$slug/$collection/$id" params={params}>
      {record.title}
    </AnchorLink>
  )
}
