import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { MailSettings } from '@tendero/model/api'
import { Callout } from '../../design/callout.tsx'
import { useFormat } from '../../kernel/format.ts'
import { Chips } from '../chips.tsx'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { settingsQuery } from './mail-data.ts'
import { Outbox } from './outbox.tsx'
import { SenderTrust } from './sender-trust.tsx'
import { ServerPart } from './server-part.tsx'
import { Suppressions } from './suppressions.tsx'

const parts = ['outbox', 'server', 'suppressed', 'dns'] as const
type Part = (typeof parts)[number]

/** How the company writes to people: what goes out, through which server, and to whom not. */
export function MailSection() {
  const words = useSettingsWords()
  const own = words.mail
  const { data: settings } = useSuspenseQuery(settingsQuery)
  const [item, open] = useItem()
  const part = parts.find((one) => one === item) ?? 'outbox'
  return (
    <SectionFrame {...words.sections.mail}>
      <Chips
        label={own.parts}
        chosen={part}
        onChoose={(key) => open(key === 'outbox' ? undefined : key)}
        items={parts.map((key) => ({ key, label: own[key] }))}
      />
      <State settings={settings} part={part} onServer={() => open('server')} />
      {part === 'outbox' && <Outbox sends={sends(settings)} />}
      {part === 'server' && <ServerPart settings={settings} />}
      {part === 'suppressed' && <Suppressions />}
      {part === 'dns' && <SenderTrust settings={settings} />}
    </SectionFrame>
  )
}

function sends({ server, instanceServer }: MailSettings): boolean {
  return server !== null || instanceServer
}

interface StateProps {
  readonly settings: MailSettings
  readonly part: Part
  readonly onServer: () => void
}

/** What keeps mail from going out, if anything does, where that matters. */
function State({ settings, part, onServer }: StateProps) {
  const own = useSettingsWords().mail
  const format = useFormat()
  const { status } = settings
  if (!sends(settings))
    return part === 'outbox' || part === 'dns' ? (
      <Callout title={own.noServer}>
        {own.noServerLead}
        <div>
          <Button size="compact-sm" variant="light" mt="xs" onClick={onServer}>
            {own.toServer}
          </Button>
        </div>
      </Callout>
    ) : null
  if (!status.restingUntil) return null
  return (
    <Callout tone="warning" title={own.resting(format.relative(status.restingUntil))}>
      {status.failure && own.troubles[status.failure]} {status.answer && <em>{status.answer}</em>}{' '}
      {status.waiting > 0 && own.waiting(status.waiting)}
    </Callout>
  )
}
