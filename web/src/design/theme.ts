import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: the green of a shop's awning. */
const awning: MantineColorsTuple = [
  '#eef8f5',
  '#d9efe9',
  '#b3ded4',
  '#84c8ba',
  '#54ad9c',
  '#2f9383',
  '#1a7f71',
  '#0f6e64',
  '#0d5c54',
  '#0a4741',
]

/** Greys with a breath of the accent, so that light and dark look like one house. */
const gray: MantineColorsTuple = [
  '#f8f9f9',
  '#f1f3f3',
  '#e6e9e9',
  '#d9dddd',
  '#c3c9c9',
  '#9aa3a3',
  '#667070',
  '#566060',
  '#343c3c',
  '#1c2222',
]

const dark: MantineColorsTuple = [
  '#d5dad9',
  '#b4bcbb',
  '#8b9594',
  '#667170',
  '#3a4241',
  '#2e3534',
  '#242a29',
  '#191d1d',
  '#131616',
  '#0d0f0f',
]

/** The list of a combobox scrolls by itself: a scroll area in between could not be reached by keyboard. */
const scrollingList = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: '20rem', overflowY: 'auto' } },
} as const

export const theme = createTheme({
  primaryColor: 'awning',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  colors: { awning, gray, dark },
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    SegmentedControl: { defaultProps: { fw: 500 } },
    InputWrapper: { styles: { label: { fontWeight: 550, marginBottom: '0.25rem' } } },
    Fieldset: { styles: { root: { margin: 0, minWidth: 0 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 500 } },
    Modal: {
      defaultProps: { radius: 'lg', overlayProps: { backgroundOpacity: 0.35, blur: 1 } },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 600 } },
    },
    Drawer: { styles: { title: { fontWeight: 600 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    // The placeholder that Menu puts first is no item, which a menu must only hold.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    Combobox: { defaultProps: { shadow: 'md' } },
    Select: scrollingList,
    MultiSelect: scrollingList,
    TagsInput: scrollingList,
  },
})

/** Contrast of WCAG AA for secondary words, calm borders, and the surfaces of the shell. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray?.[7] ?? '',
    '--mantine-color-placeholder': colors.gray?.[6] ?? '',
    '--mantine-color-error': '#b42318',
    '--tendero-border': colors.gray?.[2] ?? '',
    '--tendero-rail': colors.gray?.[0] ?? '',
    '--tendero-hover': colors.gray?.[1] ?? '',
    '--tendero-chosen': colors.awning?.[0] ?? '',
    '--tendero-chosen-text': colors.awning?.[8] ?? '',
    '--tendero-warning': '#a8470a',
    '--tendero-warning-surface': '#fdf3ea',
    '--tendero-danger': '#b42318',
  },
  dark: {
    '--mantine-color-dimmed': colors.dark?.[1] ?? '',
    '--mantine-color-placeholder': colors.dark?.[2] ?? '',
    '--mantine-color-error': '#ff8f85',
    '--input-bd-focus': colors.awning?.[4] ?? '',
    '--tendero-border': colors.dark?.[5] ?? '',
    '--tendero-rail': colors.dark?.[8] ?? '',
    '--tendero-hover': colors.dark?.[6] ?? '',
    '--tendero-chosen': '#16302c',
    '--tendero-chosen-text': colors.awning?.[2] ?? '',
    '--tendero-warning': '#f5b27c',
    '--tendero-warning-surface': '#33261b',
    '--tendero-danger': '#ff8f85',
  },
})
