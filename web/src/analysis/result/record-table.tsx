import { Button, Loader, Table, Text } from '@mantine/core'
import type { MetadataObject, ReportDefinition, ReportRecord } from '@tendero/model/api'
import { AnchorLink } from '../../design/links.tsx'
import { Failed, Message } from '../../design/page-states.tsx'
import { ScrollingRegion } from '../../design/scrolling-region.tsx'
import { kindOf } from '../../fields/index.ts'
import { useCatalogue, useObject } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { useReportRecords } from '../report-data.ts'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import classes from './result.module.css'

interface RecordTableProps {
  readonly definition: ReportDefinition
  readonly name: string
}

/** The records of a report with fields of those that they refer to, as many pages as one asks for. */
export function RecordTable({ definition, name }: RecordTableProps) {
  const words = useAnalysisWords()
  const object = useObject(definition.object)
  const labels = useReportLabels(object)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useReportRecords(definition)
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || !object) return <Loader type="dots" role="status" />
  const [first] = data.pages
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Message title={words.nothingTitle}>{words.nothingLead}</Message>
  return (
    <>
      <ScrollingRegion className={classes.tableBox} aria-label={name}>
        <Table className={classes.table} verticalSpacing={5} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {first?.columns.map((path) => (
                <Table.Th key={path}>{labels.field(path)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((record) => (
              <RecordLine key={record.id} object={object} record={record} columns={first?.columns ?? []} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.showMore}
        </Button>
      )}
      {first && first.leftOut.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words.leftOut}
        </Text>
      )}
    </>
  )
}

interface RecordLineProps {
  readonly object: MetadataObject
  readonly record: ReportRecord
  readonly columns: readonly string[]
}

/** Its first column leads to the record. */
function RecordLine({ object, record, columns }: RecordLineProps) {
  const catalogue = useCatalogue()
  const { workspace } = useSession()
  return (
    <Table.Tr>
      {columns.map((path, index) => {
        const field = catalogue.path(object, path)?.field
        const { Cell, align } = kindOf(field ?? { kind: 'text' })
        const cell = field && (
          <Cell
            field={field}
            value={record.values[index] ?? null}
            title={record.titles[index] ?? undefined}
            oneLine
            plain={index === 0}
          />
        )
        return (
          <Table.Td key={path} data-end={align === 'end' || undefined}>
            {index === 0 ? (
              <AnchorLink
                to="/w/$slug/$collection/$id"
                params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
                className={classes.drill}
                inherit
              >
                {cell ?? '–'}
              </AnchorLink>
            ) : (
              cell
            )}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}
