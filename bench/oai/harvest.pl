#!/usr/bin/perl
# Harvests a whole repository with HTTP::OAI and counts what comes: "COUNT records, DISTINCT identifiers, DELETED deleted".
# Usage: harvest.pl BASE-URL METADATA-PREFIX
use strict;
use warnings;
use HTTP::OAI;

my ($base, $prefix) = @ARGV;
my ($count, $deleted, %seen) = (0, 0);
my $response = HTTP::OAI::Harvester->new(baseURL => $base)->ListRecords(
  metadataPrefix => $prefix,
  onRecord => sub {
    my ($record) = @_;
    $count++;
    $deleted++ if $record->header->is_deleted;
    $seen{substr($record->header->identifier, -12)} = 1;
    print STDERR "$count\n" if $count % 10000 == 0;
  });
if ($response->is_error) {
  my @errors = $response->can('errors') ? map { $_->code } $response->errors : $response->message;
  print STDERR 'error ', $response->code, " @errors, after $count records\n";
  exit 1;
}
print "$count records, ", scalar(keys %seen), " identifiers, $deleted deleted\n";
