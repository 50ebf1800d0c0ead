import { Button } from '@mantine/core'
import { IconLogin2, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { SingleSignOnProvider } from '@tendero/model/api'
import { useState } from 'react'
import { Message } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { DirectoryPart } from './directory/directory-part.tsx'
import { ProviderEditor } from './provider-editor.tsx'
import { providersQuery } from './providers.ts'

/** With which accounts people come in. */
export function SingleSignOnSection() {
  const words = useSettingsWords()
  const own = words.singleSignOn
  const { items } = useSuspenseQuery(providersQuery).data
  const [item, open] = useItem()
  const [adding, setAdding] = useState<string | null>(null)
  const edited = items.find(({ id }) => id === item)
  const close = (): void => {
    setAdding(null)
    open(undefined)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(crypto.randomUUID())}>
      {own.add}
    </Button>
  )
  return (
    <SectionFrame {...words.sections['single-sign-on']} action={items.length > 0 && add}>
      {items.length === 0 ? (
        <Message title={own.none} picture={<IconLogin2 size={40} stroke={1.2} />} action={add}>
          {own.noneLead}
        </Message>
      ) : (
        <Sheet label={words.sections['single-sign-on'].title}>
          {items.map((provider) => (
            <ProviderLine key={provider.id} provider={provider} onOpen={() => open(provider.id)} />
          ))}
        </Sheet>
      )}
      <DirectoryPart />
      {adding && <ProviderEditor id={adding} onClose={close} />}
      {edited && <ProviderEditor key={edited.id} id={edited.id} provider={edited} onClose={close} />}
    </SectionFrame>
  )
}

interface ProviderLineProps {
  readonly provider: SingleSignOnProvider
  readonly onOpen: () => void
}

function ProviderLine({ provider: { name, domains, active, enforced }, onOpen }: ProviderLineProps) {
  const own = useSettingsWords().singleSignOn
  return (
    <Line
      title={name}
      subtitle={domains.join(', ')}
      faded={!active}
      onOpen={onOpen}
      cells={
        <>
          {active && enforced && <Pill color="orange">{own.required}</Pill>}
          <Pill color={active ? 'green' : 'gray'}>{active ? own.active : own.off}</Pill>
        </>
      }
    />
  )
}
