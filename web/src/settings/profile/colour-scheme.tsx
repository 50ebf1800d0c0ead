import { Input, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'

/** Light, dark, or as the device: kept in this browser. */
export function ColourScheme() {
  const { session: words } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Input.Wrapper label={words.colourScheme} labelElement="div">
      <div>
        <SegmentedControl
          aria-label={words.colourScheme}
          value={colorScheme}
          onChange={(chosen) => setColorScheme(chosen === 'light' || chosen === 'dark' ? chosen : 'auto')}
          data={[
            { value: 'light', label: words.light },
            { value: 'dark', label: words.dark },
            { value: 'auto', label: words.system },
          ]}
        />
      </div>
    </Input.Wrapper>
  )
}
