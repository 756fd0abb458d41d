const key = 'sandbox-theme';

/** Light or dark as the person has chosen, else as the system says. */
export function applyTheme(): void {
  const chosen = localStorage.getItem(key);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function toggleTheme(): void {
  const theme = isDark() ? 'light' : 'dark';
  localStorage.setItem(key, theme);
  document.documentElement.dataset.theme = theme;
}
