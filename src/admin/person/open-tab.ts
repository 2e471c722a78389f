/** Opens a tab of Payload's form by its label, as a hand would: a tab that a hand opened is not undone by preferences. */

function press(label: string): boolean {
  const tabs = document.querySelectorAll<HTMLElement>('.tabs-field__tab-button')
  // Behind the label a tab may count its errors.
  const tab = [...tabs].find(({ firstChild }) => firstChild?.textContent === label)
  tab?.click()
  tab?.focus()
  return tab !== undefined
}

/** At once where the tabs are there, else when they come; a label that no tab has opens nothing. Returns how to stop waiting. */
export function openTab(label: string): () => void {
  if (press(label)) return () => {}
  const watch = new MutationObserver(() => {
    if (press(label)) watch.disconnect()
  })
  watch.observe(document.body, { childList: true, subtree: true })
  return () => watch.disconnect()
}
