import { ActionIcon, ColorSwatch, Popover, SimpleGrid } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useSettingsWords } from './words.ts'

/** The colours that choices and tags may have. */
export const colours = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const

type Colour = (typeof colours)[number]

export function readColour(raw: unknown): Colour {
  return colours.find((colour) => colour === raw) ?? 'gray'
}

function swatch(colour: Colour): string {
  return `var(--mantine-color-${colour}-6)`
}

interface ColourPickerProps {
  readonly value: unknown
  /** What the colour is of. */
  readonly label: string
  readonly onChange: (colour: Colour) => void
}

/** A dot of colour that opens the others. */
export function ColourPicker({ value, label, onChange }: ColourPickerProps) {
  const words = useSettingsWords()
  const [opened, setOpened] = useState(false)
  const chosen = readColour(value)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon
          size="md"
          aria-label={words.colourOf(label, words.colours[chosen])}
          onClick={() => setOpened(!opened)}
        >
          <ColorSwatch color={swatch(chosen)} size={16} withShadow={false} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <SimpleGrid cols={7} spacing={4} verticalSpacing={4}>
          {colours.map((colour) => (
            <ActionIcon
              key={colour}
              aria-label={words.colours[colour]}
              title={words.colours[colour]}
              aria-pressed={colour === chosen}
              onClick={() => {
                onChange(colour)
                setOpened(false)
              }}
            >
              <ColorSwatch color={swatch(colour)} size={20} withShadow={false}>
                {colour === chosen && <IconCheck size={14} color="#fff" aria-hidden />}
              </ColorSwatch>
            </ActionIcon>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  )
}
