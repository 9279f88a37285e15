import { useState } from 'preact/hooks';
import { readTheme, setTheme, THEMES, type Theme } from '../state/theme.ts';

const TEXT: Readonly<Record<Theme, string>> = { system: 'As system', light: 'Light', dark: 'Dark' };

export function ThemeChoice() {
  const [chosen, choose] = useState(readTheme);
  const take = (theme: Theme): void => {
    setTheme(theme);
    choose(theme);
  };
  return (
    <fieldset class="theme-choice">
      <legend>Theme</legend>
      {THEMES.map((theme) => (
        <label key={theme}>
          <input
            {...{ type: 'radio', name: 'theme', value: theme, checked: theme === chosen }}
            onChange={() => take(theme)}
          />
          {TEXT[theme]}
        </label>
      ))}
    </fieldset>
  );
}
