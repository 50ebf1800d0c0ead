import { Group, Input as MantineInput, SegmentedControl, Text, VisuallyHidden } from '@mantine/core'
import { IconMoodAngry, IconMoodEmpty, IconMoodHappy, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { useWords } from '../kernel/language.ts'
import {
  type CellProps,
  defineKind,
  type FilterProps,
  type FilterWordsProps,
  type InputProps,
  numberText,
  readNumber,
} from './field-kind.tsx'

const faces = [IconMoodAngry, IconMoodSad, IconMoodEmpty, IconMoodSmile, IconMoodHappy] as const
const colors = ['red', 'orange', 'gray', 'teal', 'green'] as const

/** A face from −2 to +2, with its word for those who do not see it. */
export function Face({ mood, size = 18 }: { readonly mood: number; readonly size?: number }) {
  const words = useWords()
  const Drawn = faces[mood + 2] ?? IconMoodEmpty
  return (
    <Drawn
      size={size}
      stroke={1.7}
      role="img"
      aria-label={words.fields.moods[mood + 2]}
      color={`light-dark(var(--mantine-color-${colors[mood + 2]}-8), var(--mantine-color-${colors[mood + 2]}-4))`}
    />
  )
}

interface MoodChoiceProps {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly label: string
  readonly disabled?: boolean
  readonly optional?: boolean
}

/** Five faces to choose from; the empty circle takes the choice back. */
export function MoodChoice({ value, onChange, label, disabled, optional }: MoodChoiceProps) {
  const words = useWords()
  const none = { value: '', label: <VisuallyHidden>{words.fields.noMood}</VisuallyHidden> }
  const data = words.fields.moods.map((word, index) => {
    const Drawn = faces[index] ?? IconMoodEmpty
    return {
      value: String(index - 2),
      label: (
        <span title={word} style={{ display: 'grid', placeItems: 'center' }}>
          <Drawn size={20} stroke={1.6} aria-hidden />
          <VisuallyHidden>{word}</VisuallyHidden>
        </span>
      ),
    }
  })
  return (
    <SegmentedControl
      aria-label={label}
      disabled={disabled}
      data={optional ? [{ ...none, label: <span title={words.fields.noMood}>–{none.label}</span> }, ...data] : data}
      value={value === null ? '' : String(value)}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  )
}

function Input(props: InputProps<number>) {
  return (
    <MantineInput.Wrapper
      label={props.label}
      labelElement="div"
      error={props.error}
      description={props.description}
      withAsterisk={props.required}
    >
      <div>
        <MoodChoice
          value={props.value}
          optional={!props.field.required}
          label={props.field.label}
          disabled={props.disabled}
          onChange={(mood) => {
            props.onChange(mood)
            props.onDone?.()
          }}
        />
      </div>
    </MantineInput.Wrapper>
  )
}

function Cell({ value, oneLine }: CellProps<number>) {
  const words = useWords()
  if (oneLine) return <Face mood={value} />
  return (
    <Group gap={6} component="span">
      <Face mood={value} />
      <Text span inherit aria-hidden>
        {words.fields.moods[value + 2]}
      </Text>
    </Group>
  )
}

function Filter({ value, onChange, label }: FilterProps) {
  return <MoodChoice value={readNumber(value)} onChange={onChange} label={label} />
}

function FilterWords({ value }: FilterWordsProps) {
  const words = useWords()
  return typeof value === 'number' ? (words.fields.moods[value + 2] ?? String(value)) : String(value)
}

export const mood = defineKind<number>({
  kind: 'mood',
  read: readNumber,
  Input,
  Cell,
  Filter,
  FilterWords,
  width: 90,
  figureText: numberText,
})
