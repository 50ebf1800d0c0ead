import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import type { OpenSession } from '@tendero/model/api'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { Part } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { security, useSecurity } from './security.ts'

/** Where one is signed in, this browser first. */
export function SessionsPart({ sessions }: { readonly sessions: readonly OpenSession[] }) {
  const words = useSignInWords().security
  const endOthers = useSecurity(security.endOtherSessions, words.endedOthers)
  const inOrder = [...sessions].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <Part
      title={words.sessions}
      lead={words.sessionsLead}
      action={
        sessions.length > 1 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {words.endOthers}
          </Button>
        )
      }
    >
      <Sheet label={words.sessions}>
        {inOrder.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </Sheet>
    </Part>
  )
}

const onPhones = ['iPhone', 'iPad', 'Android']

function SessionLine({ session }: { readonly session: OpenSession }) {
  const words = useSignInWords().security
  const format = useFormat()
  const end = useSecurity(security.endSession, words.ended)
  const { browser, system, address, createdAt, seenAt, current } = session
  const name = browser && system ? words.onSystem(browser, system) : (browser ?? system ?? words.unknownBrowser)
  const facts = [
    address && words.from(address),
    words.since(format.instant(createdAt)),
    !current && words.seen(format.relative(seenAt)),
  ]
  const Mark = onPhones.includes(system ?? '') ? IconDeviceMobile : IconDeviceDesktop
  return (
    <Line
      mark={<Mark size={20} stroke={1.6} aria-hidden />}
      title={name}
      subtitle={facts.filter(Boolean).join(' · ')}
      cells={current && <Pill color="teal">{words.thisOne}</Pill>}
      actions={
        !current && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.endOne(name)}
            loading={end.isPending}
            onClick={() => end.mutate(session.id)}
          >
            {words.end}
          </Button>
        )
      }
    />
  )
}
