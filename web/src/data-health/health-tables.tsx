import { Group, Table, Text, Title } from '@mantine/core'
import type { HealthGroup, HealthReport, MetadataObject } from '@tendero/model/api'
import { type ReactNode, useId } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import type { Cell } from '../reports/csv.ts'
import { CsvButton } from '../reports/csv-button.tsx'
import classes from './health.module.css'
import { narrowed, ownRecords, ruleWords } from './health-data.ts'
import { Score } from './score.tsx'
import { useHealthWords } from './words.ts'

interface SectionProps {
  readonly title: string
  /** The table as a file; without it there is none. */
  readonly file?: (() => readonly (readonly Cell[])[]) | undefined
  readonly children: ReactNode
}

function Section({ title, file, children }: SectionProps) {
  const words = useHealthWords()
  const id = useId()
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {file && <CsvButton label={words.download(title)} name={title} size={30} file={file} />}
      </Group>
      <ScrollingRegion className={classes.tableBox} aria-labelledby={id}>
        {children}
      </ScrollingRegion>
    </div>
  )
}

interface TableProps {
  readonly object: MetadataObject
  readonly report: HealthReport
}

/** Each rule, how many it finds, who gains, and the way to the list of them. */
export function RulesTable({ object, report }: TableProps) {
  const words = useHealthWords()
  const format = useFormat()
  const { workspace } = useSession()
  const rows = report.rules
  const params = { slug: workspace.slug, collection: object.collection }
  const file = () => [
    [words.rule, words.count, words.weight],
    ...rows.map(({ rule, count, weight }) => [ruleWords(words.rules, rule), count, weight]),
  ]
  return (
    <Section title={words.what} file={file}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.rule}</Table.Th>
            <Table.Th className={classes.end}>{words.count}</Table.Th>
            <Table.Th className={classes.end}>{words.weight}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ rule, count, mine, weight, filter }) => (
            <Table.Tr key={rule}>
              <Table.Td>
                {count > 0 ? (
                  <AnchorLink to="/w/$slug/$collection" params={params} search={{ filter }} inherit>
                    {ruleWords(words.rules, rule)}
                  </AnchorLink>
                ) : (
                  ruleWords(words.rules, rule)
                )}
                <Text size="sm" c="dimmed">
                  {ruleWords(words.gains, rule)}
                </Text>
              </Table.Td>
              <Table.Td className={`${classes.end} tendero-figures`}>
                {format.number(count, 0)}
                {mine > 0 && (
                  <div>
                    <AnchorLink
                      to="/w/$slug/$collection"
                      params={params}
                      search={{ filter: narrowed(filter, ownRecords) }}
                      size="sm"
                    >
                      {words.mine(format.number(mine, 0))}
                    </AnchorLink>
                  </div>
                )}
              </Table.Td>
              <Table.Td className={`${classes.end} tendero-figures`}>{weight}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

interface GroupsTableProps {
  readonly title: string
  /** What stands over the first column. */
  readonly head: string
  readonly groups: readonly HealthGroup[]
}

export function GroupsTable({ title, head, groups }: GroupsTableProps) {
  const words = useHealthWords()
  const format = useFormat()
  if (groups.length === 0) return null
  const nameOf = ({ of }: HealthGroup): string => of?.title ?? words.nobody
  const file = () => [
    [head, words.count, words.score],
    ...groups.map((group) => [nameOf(group), group.records, group.score]),
  ]
  return (
    <Section title={title} file={file}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <Table.Th className={classes.end}>{words.count}</Table.Th>
            <Table.Th>{words.score}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.of?.id ?? ''}>
              <Table.Td>{nameOf(group)}</Table.Td>
              <Table.Td className={`${classes.end} tendero-figures`}>{format.number(group.records, 0)}</Table.Td>
              <Table.Td>{group.score !== null && <Score score={group.score} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

/** The score week by week: bars for the eye, words for everybody. */
export function WeeksTable({ report: { weeks } }: Pick<TableProps, 'report'>) {
  const words = useHealthWords()
  const format = useFormat()
  if (weeks.length === 0) return null
  return (
    <Section title={words.weeks}>
      <div className={classes.weeks} aria-hidden>
        {weeks.map(({ week, score }) => (
          <div key={week} className={classes.bar} style={{ height: `${score ?? 0}%` }} />
        ))}
      </div>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {weeks.toReversed().map(({ week, score, records }) => (
            <Table.Tr key={week}>
              <Table.Td>
                {words.week} {format.day(week)}
              </Table.Td>
              <Table.Td className={`${classes.end} tendero-figures`}>{format.number(records, 0)}</Table.Td>
              <Table.Td>{score !== null && <Score score={score} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

export function WorstTable({ object, report }: TableProps) {
  const words = useHealthWords()
  const { workspace } = useSession()
  if (report.worst.length === 0) return null
  const told = (rules: readonly string[]): string => rules.map((rule) => ruleWords(words.rules, rule)).join(' · ')
  const file = () => [
    [object.label.one, words.score, words.what],
    ...report.worst.map(({ title, score, rules }) => [title, score, told(rules)]),
  ]
  return (
    <Section title={words.worst} file={file}>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {report.worst.map(({ id, title, score, rules }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <AnchorLink
                  to="/w/$slug/$collection/$id"
                  params={{ slug: workspace.slug, collection: object.collection, id }}
                  inherit
                >
                  {title}
                </AnchorLink>
                <Text size="sm" c="dimmed">
                  {told(rules)}
                </Text>
              </Table.Td>
              <Table.Td className={classes.end}>
                <Score score={score} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}
