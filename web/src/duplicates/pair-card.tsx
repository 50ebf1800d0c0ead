import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { AnyRecord, DuplicatePair, MetadataObject } from '@tendero/model/api'
import type { Ref } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { Value } from '../records/list/value.tsx'
import classes from './duplicates.module.css'
import { againstWords, reasonWords } from './reason-words.ts'
import { useDuplicateWords } from './words.ts'

interface PairCardProps {
  readonly object: MetadataObject
  readonly pair: DuplicatePair
  readonly current: boolean
  /** May the reader merge? Otherwise they only look. */
  readonly may: boolean
  readonly box?: Ref<HTMLDivElement>
  readonly onMerge: () => void
  readonly onDecide: () => void
}

/** Two records side by side: what they say, where they differ, and why they may be one. */
export function PairCard({ object, pair, current, may, box, onMerge, onDecide }: PairCardProps) {
  const { page: text, reasons, score } = useDuplicateWords()
  const format = useFormat()
  const percent = (part: number) => format.percent(Math.round(part * 100))
  const against = againstWords(pair.reasons, reasons, percent)
  return (
    <Paper ref={box} withBorder p="md" radius="md" className={classes.pair} data-current={current || undefined}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {score(format.percent(pair.score))}
            </Badge>
            <Text size="sm" c="dimmed">
              {reasonWords(pair.reasons, reasons, percent)}
            </Text>
            {against && (
              <Text size="sm" className={classes.against}>
                {against}
              </Text>
            )}
          </Group>
          {may && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={onDecide}>
                {pair.state === 'open' ? text.dismiss : text.reopen}
              </Button>
              {pair.state === 'open' && (
                <Button size="xs" onClick={onMerge}>
                  {text.merge}
                </Button>
              )}
            </Group>
          )}
        </Group>
        <SideBySide object={object} pair={pair} />
        {pair.others.length > 0 && (
          <Text size="xs" c="dimmed">
            {text.others(pair.others.map(({ title }) => title).join(', '))}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

function SideBySide({ object, pair }: Pick<PairCardProps, 'object' | 'pair'>) {
  const { workspace } = useSession()
  const [one, other] = pair.records
  const fields = object.fields.filter(
    ({ name, hidden }) => !hidden && !besides.has(name) && [one, other].some(({ values }) => isFilled(values[name])),
  )
  const record = ({ id, title }: typeof one) => (
    <dd>
      <AnchorLink
        to="/w/$slug/$collection/$id"
        params={{ slug: workspace.slug, collection: object.collection, id }}
        fw={600}
        size="sm"
      >
        {title}
      </AnchorLink>
    </dd>
  )
  return (
    <dl className={classes.records}>
      <dt />
      {record(one)}
      {record(other)}
      {fields.map((field) => {
        const differs = JSON.stringify(one.values[field.name]) !== JSON.stringify(other.values[field.name])
        return [
          <Text key={`${field.name} label`} component="dt" size="sm">
            {field.label}
          </Text>,
          ...[one, other].map(({ id, values }) => (
            <Text key={`${field.name} ${id}`} component="dd" size="sm">
              <span
                className={
                  differs && field.name !== 'updatedAt' && isFilled(values[field.name]) ? classes.differs : undefined
                }
              >
                <Value field={field} record={values as AnyRecord} oneLine plain />
              </span>
            </Text>
          )),
        ]
      })}
    </dl>
  )
}

/** What tells nothing of who it is. */
const besides: ReadonlySet<string> = new Set('id version name createdAt createdBy updatedBy team photo logo'.split(' '))

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}
