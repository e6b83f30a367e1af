export function generatedFiles(): Map<string, string>;
