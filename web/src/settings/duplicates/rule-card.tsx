import { Button, Checkbox, Group, NativeSelect, Paper, Slider, Stack, Table, Text, Title } from '@mantine/core'
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
  const [unused, setUnused] = useState(rule.traits.flatMap(({ trait, used }) => (used ? [] : [trait])))
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
        <Traits
          rule={rule}
          unused={unused}
          onUse={(trait, used) => setUnused(used ? unused.filter((one) => one !== trait) : [...unused, trait])}
        />
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

type Trait = DuplicateRule['traits'][number]['trait']

interface TraitsProps {
  readonly rule: DuplicateRule
  readonly unused: readonly Trait[]
  readonly onUse: (trait: Trait, used: boolean) => void
}

/** What is compared, and how much each agreement tells: positive speaks for one and the same, negative against. */
function Traits({ rule, unused, onUse }: TraitsProps) {
  const { rules: text, reasons } = useDuplicateWords()
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.trait}</Table.Th>
            <Table.Th>{text.tells}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rule.traits.map(({ trait, agreements }) => (
            <Table.Tr key={trait}>
              <Table.Td>
                <Checkbox
                  label={reasons.traits[trait]}
                  checked={!unused.includes(trait)}
                  onChange={({ currentTarget }) => onUse(trait, currentTarget.checked)}
                />
              </Table.Td>
              <Table.Td>
                <Text size="sm">
                  {agreements
                    .map(({ agreement, weight }) => {
                      const said = reasonText({ trait, agreement, weight }, reasons, () => '')
                      return `${said} ${weight > 0 ? '+' : ''}${format.number(weight)}`
                    })
                    .join(' · ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
