import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HealthCount, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { useFormat } from '../kernel/format.ts'
import type { View } from '../records/list/use-view.ts'
import { SideDrawer } from '../settings/side-drawer.tsx'
import classes from './health.module.css'
import { narrowed, ownRecords, ruleWords, viewHealthQuery } from './health-data.ts'
import { listHealthShown } from './list-health.ts'
import { Score } from './score.tsx'
import { useHealthWords } from './words.ts'

interface ListHealthProps {
  readonly object: MetadataObject
  readonly view: View
}

/** What is missing or stale in the records of a list; each line shows those, to be mended one by one or at once. */
export function ListHealthDrawer(props: ListHealthProps) {
  const shown = listHealthShown.use()
  return shown === props.object.name ? <Shown {...props} /> : null
}

function Shown({ object, view }: ListHealthProps) {
  const words = useHealthWords()
  const format = useFormat()
  const { data, error, refetch } = useQuery(viewHealthQuery(object, view.search))
  const close = (): void => listHealthShown.set(null)
  const show = (...filters: readonly Filter[]): void => {
    view.change({ filter: narrowed(view.search.filter, ...filters), view: undefined })
    close()
  }
  const rules = data?.rules.filter(({ count }) => count > 0) ?? []
  return (
    <SideDrawer onClose={close} size={460} title={`${words.title}: ${object.label.many}`}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && (
        <Stack gap="md">
          <Group gap="xs">
            {data.score !== null && <Score score={data.score} />}
            <Text size="sm" c="dimmed" className="tendero-figures">
              {(data.more ? words.first : words.records)(format.number(data.records, 0))}
            </Text>
          </Group>
          {rules.length === 0 && <Text>{data.records === 0 ? words.notYet : words.allGood}</Text>}
          <ul className={classes.lines} aria-label={words.what}>
            {rules.map((rule) => (
              <Line key={rule.rule} rule={rule} onShow={show} />
            ))}
          </ul>
        </Stack>
      )}
    </SideDrawer>
  )
}

interface LineProps {
  readonly rule: HealthCount
  readonly onShow: (...filters: readonly Filter[]) => void
}

function Line({ rule: { rule, count, mine, filter }, onShow }: LineProps) {
  const words = useHealthWords()
  const format = useFormat()
  const name = ruleWords(words.rules, rule)
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.show} onClick={() => onShow(filter)}>
        <span>{name}</span>
        <span className="tendero-figures">{format.number(count, 0)}</span>
      </UnstyledButton>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {ruleWords(words.gains, rule)}
        </Text>
        {mine > 0 && (
          <UnstyledButton
            className={classes.mine}
            aria-label={`${name}: ${words.mine(format.number(mine, 0))}`}
            onClick={() => onShow(filter, ownRecords)}
          >
            {words.mine(format.number(mine, 0))}
          </UnstyledButton>
        )}
      </Group>
    </li>
  )
}
