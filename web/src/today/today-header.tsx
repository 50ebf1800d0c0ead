import { Group, SegmentedControl, Text, Title, Tooltip, UnstyledButton } from '@mantine/core'
import type { TodayReason } from '@tendero/model/api'
import { localTime } from '@tendero/model/calendar'
import { useFormat } from '../kernel/format.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { useSession } from '../kernel/session.ts'
import { usePace } from './pace.ts'
import classes from './today.module.css'
import { reasons } from './today-data.ts'
import { useScope } from './use-scope.ts'
import { type TodayWords, useTodayWords } from './words.ts'

interface TodayHeaderProps {
  readonly counts: Readonly<Record<TodayReason, number>>
  readonly total: number
  readonly only: TodayReason | null
  readonly onOnly: (reason: TodayReason | null) => void
}

function greeting(hour: number, name: string, words: TodayWords): string {
  if (hour >= 5 && hour < 12) return words.morning(name)
  return hour >= 12 && hour < 19 ? words.afternoon(name) : words.evening(name)
}

/** The greeting, the day, and how much of what there is; each count shows only its own. */
export function TodayHeader({ counts, total, only, onOnly }: TodayHeaderProps) {
  const words = useTodayWords()
  const { common } = useWords()
  const { user } = useSession()
  const format = useFormat()
  const language = useLanguage()
  const hour = Number(localTime(format.timeZone, new Date()).slice(11, 13))
  const day = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: format.timeZone,
  }).format(new Date())
  const [firstName = user.name] = user.name.split(' ')
  return (
    <header>
      <Group justify="space-between" align="baseline" gap="xs">
        <div>
          <Title order={1}>{greeting(hour, firstName, words)}</Title>
          <Text c="dimmed" mt={2}>
            <span className={classes.day}>{day}</span>
            {' · '}
            {total > 0 ? words.toDo(total) : words.nothingToDo}
          </Text>
        </div>
        <Group gap="md">
          <PaceFigure />
          <ScopeSwitch />
        </Group>
      </Group>
      {total > 0 && (
        <Group gap={6} mt="md" className={classes.chips} role="group" aria-label={words.show}>
          <Chip label={common.all} count={total} chosen={only === null} onChoose={() => onOnly(null)} />
          {reasons
            .filter((reason) => counts[reason] > 0)
            .map((reason) => (
              <Chip
                key={reason}
                label={words.reasons[reason]}
                count={counts[reason]}
                chosen={only === reason}
                onChoose={() => onOnly(only === reason ? null : reason)}
              />
            ))}
        </Group>
      )}
    </header>
  )
}

function ScopeSwitch() {
  const words = useTodayWords()
  const { scope, choose } = useScope()
  if (!choose) return null
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.whose}
      value={scope}
      onChange={(chosen) => choose(chosen === 'team' ? 'team' : 'mine')}
      data={[
        { value: 'mine', label: words.mine },
        { value: 'team', label: words.team },
      ]}
    />
  )
}

interface ChipProps {
  readonly label: string
  readonly count: number
  readonly chosen: boolean
  readonly onChoose: () => void
}

function Chip({ label, count, chosen, onChoose }: ChipProps) {
  const format = useFormat()
  return (
    <UnstyledButton className={classes.chip} aria-pressed={chosen} onClick={onChoose}>
      {label} <span className={`${classes.chipCount} tendero-figures`}>{format.number(count)}</span>
    </UnstyledButton>
  )
}

/** How quick an entry is; small, for one's own eyes. */
function PaceFigure() {
  const words = useTodayWords()
  const format = useFormat()
  const { entries, median } = usePace(format.today())
  if (median === undefined) return null
  return (
    <Tooltip label={words.entriesHint} multiline maw={240}>
      <Text size="xs" c="dimmed" className="tendero-figures">
        {words.entries(entries, format.number(median, median < 10 ? 1 : 0))}
      </Text>
    </Tooltip>
  )
}
