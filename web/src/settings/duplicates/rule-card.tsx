import { Button, Checkbox, Group, NativeSelect, Paper, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core'
import type { DuplicateRule, DuplicateRuleChange } from '@tendero/model/api'
import { useState } from 'react'
import { notice } from '../../design/notices.tsx'
import { reasonText } from '../../duplicates/reason-words.ts'
import { useDuplicateWords } from '../../duplicates/words.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useChangeRule } from './rules-data.ts'
import { Trial } from './trial.tsx'

const modes = ['hold', 'warn', 'off'] as const
const [leastScore, mostScore] = [20, 99]

/** How the records of an object are compared: what happens on saving, from which likelihood on, and what tells. */
export function RuleCard({ rule }: { readonly rule: DuplicateRule }) {
  const words = useWords()
  const { rules: text } = useDuplicateWords()
  const format = useFormat()
  const object = useCatalogue().object(rule.object)
  const [mode, setMode] = useState(rule.mode)
  const [score, setScore] = useState(rule.score)
  const [unused, setUnused] = useState<readonly Trait[]>(
    rule.traits.flatMap(({ trait, used }) => (used ? [] : [trait])),
  )
  const change = useChangeRule(rule.object)
  const changed: DuplicateRuleChange = { mode, score, unused }
  const isSame =
    mode === rule.mode &&
    score === rule.score &&
    rule.traits.every(({ trait, used }) => used === !unused.includes(trait))
  if (!object) return null
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label={object.label.many}>
      <Stack gap="md">
        <Title order={2} size="h3">
          {object.label.many}
        </Title>
        <Group align="flex-start" gap="xl">
          <NativeSelect
            label={text.mode}
            data={modes.map((value) => ({ value, label: text.modes[value] }))}
            value={mode}
            onChange={({ currentTarget }) => setMode(modes.find((one) => one === currentTarget.value) ?? mode)}
          />
          <Stack gap={6} flex="1 1 16rem">
            <Text size="sm" fw={500} id={`score-${rule.object}`}>
              {text.score(format.percent(score))}
            </Text>
            <Slider
              min={leastScore}
              max={mostScore}
              value={score}
              onChange={setScore}
              label={format.percent(score)}
              thumbProps={{ 'aria-labelledby': `score-${rule.object}` }}
            />
          </Stack>
        </Group>
        <Traits rule={rule} unused={unused} onUnused={setUnused} />
        <Text size="xs" c="dimmed">
          {rule.learnedAt
            ? text.learned(format.relative(rule.learnedAt), format.number(rule.records))
            : text.notLearned}
        </Text>
        <Trial object={rule.object} change={changed} />
        <Group justify="flex-end">
          <Button
            disabled={isSame || unused.length === rule.traits.length}
            loading={change.isPending}
            onClick={() => change.mutate(changed, { onSuccess: () => notice(text.saved) })}
          >
            {words.verbs.save}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

const signOf = (weight: number) => (weight > 0 ? '+' : weight < 0 ? '−' : '')

type Trait = DuplicateRule['traits'][number]['trait']

interface TraitsProps {
  readonly rule: DuplicateRule
  readonly unused: readonly Trait[]
  readonly onUnused: (unused: readonly Trait[]) => void
}

/** What is compared, and how much each agreement tells: positive speaks for one and the same, negative against. */
function Traits({ rule, unused, onUnused }: TraitsProps) {
  const { rules: text, reasons } = useDuplicateWords()
  const format = useFormat()
  const told = ({ trait, agreements }: DuplicateRule['traits'][number]) =>
    agreements
      .map(({ agreement, weight }) => {
        const said = reasonText({ trait, agreement, weight }, reasons, () => '')
        return `${said} ${signOf(weight)}${format.number(Math.abs(weight))}`
      })
      .join(' · ')
  return (
    <Checkbox.Group
      label={text.trait}
      description={text.tells}
      value={rule.traits.flatMap(({ trait }) => (unused.includes(trait) ? [] : [trait]))}
      onChange={(used) => onUnused(rule.traits.flatMap(({ trait }) => (used.includes(trait) ? [] : [trait])))}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm" mt="sm">
        {rule.traits.map((one) => (
          <Checkbox key={one.trait} value={one.trait} label={reasons.traits[one.trait]} description={told(one)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}
