import { IconHeartbeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ExtensionProps } from '../records/extensions.ts'
import { Panel, PanelItem, PanelList } from '../sales/panel.tsx'
import { recordHealthQuery, ruleWords } from './health-data.ts'
import { Score } from './score.tsx'
import { useHealthWords } from './words.ts'

/** Beside a record: what is missing or stale in it, and who gains from mending it. Nothing where nothing is. */
export function RecordHealthPanel({ object, record }: ExtensionProps) {
  const words = useHealthWords()
  const { data } = useQuery(recordHealthQuery(object, record.id))
  if (!data || data.score === null || data.findings.length === 0) return null
  return (
    <Panel title={words.title} count={data.findings.length}>
      <Score score={data.score} />
      <PanelList>
        {data.findings.map(({ rule }) => (
          <PanelItem
            key={rule}
            icon={<IconHeartbeat size={16} stroke={1.6} aria-hidden />}
            title={ruleWords(words.rules, rule)}
            details={ruleWords(words.gains, rule)}
          />
        ))}
      </PanelList>
    </Panel>
  )
}
