import { TerraformBlock } from './TerraformModule';
import { WrittenImage } from '../imageDeclaration';
import { Value } from '../program/Value';

export interface TerraformImage {
  /** Address with its module. */
  key: string;
  file: string;
  written: Omit<WrittenImage, 'kind' | 'functions'>;
  /** Values that name where it is pushed to. */
  names: Value[];
  isFunction: boolean;
  functions: string[];
}

export interface TerraformFunction {
  key: string;
  file: string;
  line: number;
  names: string[];
  platform: string | null;
  uri: Value | undefined;
  isLinked: boolean;
}

/** What the modules under one root hold. */
export interface TerraformRoot {
  images: TerraformImage[];
  functions: TerraformFunction[];
  /** Every resource and module call, by its address with its module. */
  blocks: Map<string, TerraformBlock>;
}
