/** Whether a text has all words of a search. Names of packages are found however they are spelled (PEP 503). */
export function matchesSearch(text: string, search: string): boolean {
  const searched = normalize(text);
  return search.split(/\s+/).every(word => searched.includes(normalize(word)));
}

function normalize(text: string): string {
  return text.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
