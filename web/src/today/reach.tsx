import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBrandWhatsapp, IconPhone } from '@tabler/icons-react'
import { useTodayWords } from './words.ts'

/** Rings them up, or writes to them by WhatsApp when the number is an international one. */
export function Reach({ phone, whom }: { readonly phone: string; readonly whom: string }) {
  const words = useTodayWords()
  const number = phone.replace(/[^+\d]/g, '')
  return (
    <>
      <Tooltip label={phone}>
        <ActionIcon component="a" size="lg" href={`tel:${number}`} aria-label={words.call(whom)} color="awning">
          <IconPhone size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {number.startsWith('+') && (
        <Tooltip label="WhatsApp">
          <ActionIcon
            component="a"
            size="lg"
            href={`https://wa.me/${number.slice(1)}`}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={words.whatsapp(whom)}
            color="awning"
          >
            <IconBrandWhatsapp size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  )
}
