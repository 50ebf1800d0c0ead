import { Input, Radio } from '@mantine/core'
import { ObjectIcon, ownIcons } from '../../design/icon.tsx'
import classes from './icon-choice.module.css'

interface IconChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (icon: string) => void
}

/** One icon of many; the arrow keys go through them. */
export function IconChoice({ label, value, onChange }: IconChoiceProps) {
  return (
    <Radio.Group value={value} onChange={onChange} label={<Input.Label component="span">{label}</Input.Label>}>
      <div className={classes.icons}>
        {ownIcons.map((icon) => (
          <Radio.Card key={icon} value={icon} aria-label={icon.replaceAll('-', ' ')} className={classes.icon}>
            <ObjectIcon name={icon} size={20} />
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
