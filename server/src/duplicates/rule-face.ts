import type { DuplicateRule, DuplicateRuleChange } from '@tendero/model'
import type { AgreementName } from './matching/trait.ts'
import type { StoredRule } from './rules.sql.ts'

/** A rule as administrators see it. */
export function ruleFace(object: string, rule: StoredRule): DuplicateRule {
  const { same, chance } = rule.weights
  return {
    object,
    mode: rule.mode,
    score: rule.score,
    traits: rule.traits.map((trait, i) => ({
      trait: trait.name,
      used: !rule.unused.includes(trait.name),
      agreements: trait.agreements.map(({ name }, j) => agreementFace(name, same[i]?.[j] ?? 0, chance[i]?.[j] ?? 1)),
    })),
    learnedAt: rule.learnedAt?.toISOString() ?? null,
    records: rule.learnedAt ? rule.records : 0,
  }
}

function agreementFace(agreement: AgreementName, same: number, chance: number) {
  return { agreement, same: round(same), chance: round(chance), weight: Math.round(Math.log2(same / chance) * 10) / 10 }
}

const round = (value: number) => Number(value.toPrecision(3))

/** The rule as it would be. */
export function changedRule(rule: StoredRule, { mode, score, unused }: DuplicateRuleChange): StoredRule {
  return { ...rule, mode: mode ?? rule.mode, score: score ?? rule.score, unused: unused ?? rule.unused }
}
