import { NativeSelect, Switch, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HealthRuleSetting, MetadataObject } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { queryClient } from '../kernel/queries.ts'
import { useSave } from '../settings/data.ts'
import classes from './health.module.css'
import { healthRulesQuery, ruleWords } from './health-data.ts'
import { useHealthWords } from './words.ts'

type Patch = Partial<Pick<HealthRuleSetting, 'weight' | 'active'>>

const weights = Array.from({ length: 10 }, (_, index) => String(index + 1))

/** Administrators say which rules count, and how much. */
export function RuleSettings({ object }: { readonly object: MetadataObject }) {
  const words = useHealthWords()
  const { data } = useQuery(healthRulesQuery)
  const { mutate } = useSave('health_rule')
  const change = (rule: HealthRuleSetting, patch: Patch): void => {
    const { id, version, rule: name, weight, active } = rule
    const given = id === null ? { object: object.name, rule: name, weight, active, ...patch } : patch
    mutate(
      { id: id ?? undefined, version: version ?? undefined, values: given, said: words.saved },
      // All scores of the object follow.
      {
        onSuccess: () => queryClient.invalidateQueries({ queryKey: ['aggregate', object.name] }),
        onError: (error) => failed(error),
      },
    )
  }
  const rules = data?.items.filter((rule) => rule.object === object.name) ?? []
  return (
    <section aria-label={words.setRules} className={classes.settings}>
      <Title order={2} size="h4">
        {words.setRules}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {words.setRulesLead}
      </Text>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {rules.map((rule) => (
            <Rule key={rule.rule} rule={rule} onChange={(patch) => change(rule, patch)} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

interface RuleProps {
  readonly rule: HealthRuleSetting
  readonly onChange: (patch: Patch) => void
}

function Rule({ rule: { rule, weight, active }, onChange }: RuleProps) {
  const words = useHealthWords()
  const name = ruleWords(words.rules, rule)
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td w={90}>
        <NativeSelect
          size="xs"
          aria-label={words.ruleWeight(name)}
          value={String(weight)}
          data={weights}
          disabled={!active}
          onChange={(event) => onChange({ weight: Number(event.currentTarget.value) })}
        />
      </Table.Td>
      <Table.Td w={60}>
        <Switch
          aria-label={words.ruleInUse(name)}
          checked={active}
          onChange={(event) => onChange({ active: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  )
}
