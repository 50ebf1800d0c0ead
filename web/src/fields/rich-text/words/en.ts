export const words = {
  boldControlLabel: 'Bold',
  italicControlLabel: 'Italic',
  underlineControlLabel: 'Underline',
  strikeControlLabel: 'Strikethrough',
  clearFormattingControlLabel: 'Clear formatting',
  h2ControlLabel: 'Heading',
  h3ControlLabel: 'Subheading',
  bulletListControlLabel: 'Bulleted list',
  orderedListControlLabel: 'Numbered list',
  blockquoteControlLabel: 'Quote',
  codeBlockControlLabel: 'Code',
  linkControlLabel: 'Link',
  unlinkControlLabel: 'Remove the link',
  linkEditorInputLabel: 'Address',
  linkEditorInputPlaceholder: 'https://…',
  linkEditorSave: 'Save',
  linkEditorExternalLink: 'Open in a new tab',
  linkEditorInternalLink: 'Open in the same tab',
  mention: 'People to mention',
}

export type Words = typeof words
